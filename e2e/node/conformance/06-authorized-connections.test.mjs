// Section 6.1: apps whose connections must be authorized soon after they were made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alive, ask, askToSignIn, closed, connect, join, refused, section, signIn, subscribe } from './client.mjs';
import { forMembers, raw, unique } from './target.mjs';

// The page's example is 30 s; a gateway may be set to less.
const SECONDS_MAX = 30;
const start = (t) => connect(t, { app: forMembers });

const strangers = {
  'one who does nothing': () => {},
  'one who talks': (socket) => alive(socket),
  'one on a public channel': (socket) => subscribe(socket, unique('x')),
  'one whose private subscription was refused': async (socket) => {
    const channel = unique('private-');
    ask(socket, channel, { auth: 'members-key:0' });
    await refused(socket, channel);
  },
};

const members = {
  'one who signed in': (socket) => signIn(socket, { id: unique('u') }),
  'one on a private channel': (socket) => subscribe(socket, unique('private-')),
  'one on an encrypted channel': (socket) => subscribe(socket, unique('private-encrypted-')),
  'one on a presence channel': (socket) => join(socket, unique('presence-'), 'u'),
};

section('6.1 authorized connections', () => {
  for (const [who, act] of Object.entries(strangers)) {
    test(`6.1 ${who} is closed with 4009 (R33)`, async (t) => {
      const socket = await start(t);
      await act(socket);
      const { event, data } = await socket.next((SECONDS_MAX + 10) * 1000);
      assert.deepEqual({ event, code: data.code }, { event: 'pusher:error', code: 4009 });
      assert.equal((await socket.ended).code, 4009);
    });
  }

  test('6.1 one whose sign-in failed is closed with 4009 at once (R33)', async (t) => {
    const socket = await start(t);
    askToSignIn(socket, '{"id":"u"}', 'members-key:0');
    await closed(socket, 4009);
  });

  for (const [who, act] of Object.entries(members)) {
    test(`6.1 ${who} stays longer than a stranger (R33)`, async (t) => {
      const [socket, stranger] = [await start(t), await start(t)];
      await act(socket);
      await stranger.next((SECONDS_MAX + 10) * 1000);
      assert.equal((await stranger.ended).code, 4009);
      await alive(socket);
    });
  }

  test('6.1 in an app without the option a stranger stays (R33)', async (t) => {
    const [socket, stranger] = [await connect(t, { app: raw }), await start(t)];
    await stranger.next((SECONDS_MAX + 10) * 1000);
    await alive(socket);
  });
});
