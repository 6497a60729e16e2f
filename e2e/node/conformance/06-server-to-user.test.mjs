// Sections 6.2 and 6.3: messages for one user, ending its connections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, post, publish } from './api.mjs';
import {
  alive,
  ask,
  askToSignIn,
  closed,
  connect,
  error,
  eventually,
  join,
  published,
  refused,
  section,
  signIn,
  subscribe,
  unsubscribe,
} from './client.mjs';
import { plain, publishUrl, subscribeUrl, unique } from './target.mjs';

const channelOf = (id) => `#server-to-user-${id}`;
/** A connection that is signed in and hears what is sent to its user. */
const user = async (t, id, how) => {
  const socket = await connect(t, how);
  await signIn(socket, { id });
  await subscribe(socket, channelOf(id));
  return socket;
};

section('6.2 server-to-user', () => {
  for (const id of ['u', 'ana/ü', 'a b', '10', 'a:b', '#x', 'x'.repeat(200), '😀', 'a,b;c', '%2f', '{"json":1}', '__proto__']) {
    test(`6.2 the user ${JSON.stringify(id.slice(0, 20))} of ${id.length} characters gets what is sent to it, on each connection (R33)`, async (t) => {
      const own = id.length === 200 ? (unique() + id).slice(0, 200) : id + unique('-');
      const sockets = [await user(t, own), await user(t, own, { url: publishUrl })];
      assert.deepEqual(await publish([channelOf(own)], 'note', '{"n":1}'), {});
      for (const socket of sockets) assert.deepEqual(await socket.next(), { event: 'note', channel: channelOf(own), data: '{"n":1}' });
    });
  }

  test('6.2 nobody else gets it (R33)', async (t) => {
    const id = unique('u');
    const [socket, other] = [await user(t, id), await user(t, `${id}2`)];
    await publish(channelOf(id), 'n', '1');
    await publish([channelOf(id), channelOf(`${id}2`)], 'n', '2');
    assert.deepEqual([(await socket.next()).data, (await socket.next()).data], ['1', '2']);
    assert.equal((await other.next()).data, '2');
  });

  const strangers = {
    'an anonymous connection': () => {},
    'another user': (socket) => signIn(socket, { id: unique('other') }),
    'a user of the same beginning': (socket, id) => signIn(socket, { id: id.slice(0, -1) }),
    'a user in another case': (socket, id) => signIn(socket, { id: id.toUpperCase() }),
    'one whose sign-in failed': async (socket, id) => (askToSignIn(socket, JSON.stringify({ id }), 'raw-key:0'), error(socket, 4009)),
    'a presence member of that id': (socket, id) => join(socket, unique('presence-'), id),
  };
  for (const [what, prepare] of Object.entries(strangers)) {
    test(`6.2 ${what} does not get the channel, whatever it is signed with (R33)`, async (t) => {
      const id = unique('u');
      const socket = await connect(t);
      await prepare(socket, id);
      for (const auth of ['', `raw-key:${'0'.repeat(64)}`]) {
        ask(socket, channelOf(id), { auth });
        await refused(socket, channelOf(id));
      }
      await published(t, unique('room'), 'n', '1');
      await alive(socket);
    });
  }

  test('6.2 the user of another app with the same id does not get it (R33)', async (t) => {
    const id = unique('u');
    const [mine, theirs] = [await user(t, id), await user(t, id, { app: plain })];
    await publish(channelOf(id), 'n', '1');
    await publish(channelOf(id), 'n', '2', { app: plain });
    assert.equal((await mine.next()).data, '1');
    assert.equal((await theirs.next()).data, '2');
  });

  test('6.2 before the sign-in it is refused, after it is confirmed (R33)', async (t) => {
    const id = unique('u');
    const socket = await connect(t);
    ask(socket, channelOf(id));
    await refused(socket, channelOf(id));
    await signIn(socket, { id });
    await subscribe(socket, channelOf(id));
  });

  test('6.2 subscribing right behind the sign-in, without waiting, as pusher-js may', async (t) => {
    const id = unique('u');
    const socket = await connect(t);
    askToSignIn(socket, JSON.stringify({ id }));
    ask(socket, channelOf(id));
    assert.equal((await socket.next()).event, 'pusher:signin_success');
    assert.equal((await socket.next()).event, 'pusher_internal:subscription_succeeded');
  });

  test('6.2 it may be left and taken again', async (t) => {
    const id = unique('u');
    const socket = await user(t, id);
    unsubscribe(socket, channelOf(id));
    await subscribe(socket, channelOf(id));
    await publish(channelOf(id), 'n', '1');
    assert.equal((await socket.next()).data, '1');
  });

  test('6.2 with other channels in one event, and without its sender (R36)', async (t) => {
    const [id, room] = [unique('u'), unique('room')];
    const [one, other] = [await user(t, id), await user(t, id)];
    await subscribe(one, room);
    await publish([channelOf(id), room], 'n', '1', { socket_id: one.id });
    await publish(room, 'n', '2');
    assert.deepEqual(await other.next(), { event: 'n', channel: channelOf(id), data: '1' });
    assert.deepEqual(await one.next(), { event: 'n', channel: room, data: '2' });
  });

  for (const id of ['', 'x'.repeat(201), 'a\u0000', '\n']) {
    test(`6.2 an event to the user ${JSON.stringify(id.slice(0, 10))} is refused with 400`, async () => {
      assertRefused(await post('/events', { name: 'n', data: '', channels: [channelOf(id)] }), 400);
    });
  }
});

const terminate = (id, more) => post(`/users/${encodeURIComponent(id)}/terminate_connections`, '{}', more);

section('6.3 terminate', () => {
  for (const id of ['u', 'ana/ü', 'a b+c', 'a%2fb', '😀', 'a;b,c']) {
    test(`6.3 all connections of ${JSON.stringify(id)} are told 4009 and closed with it, on each gateway (R33)`, async (t) => {
      const own = id + unique('-');
      const sockets = [await connect(t), await connect(t, { url: publishUrl }), await connect(t)];
      for (const socket of sockets) await signIn(socket, { id: own });
      const answer = await terminate(own);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.text, '{}');
      for (const socket of sockets) await closed(socket, 4009);
    });
  }

  test('6.3 others stay: another user, a presence member of that id, the same id in another app (R33)', async (t) => {
    const id = unique('u');
    const gone = await user(t, id);
    const others = [await user(t, `${id}2`), await connect(t), await user(t, id, { app: plain })];
    await join(others[1], unique('presence-'), id);
    await terminate(id);
    await closed(gone, 4009);
    for (const socket of others) await alive(socket);
  });

  test('6.3 the user may come back at once (R33)', async (t) => {
    const id = unique('u');
    const gone = await user(t, id);
    await terminate(id);
    await closed(gone, 4009);
    const back = await user(t, id);
    await publish(channelOf(id), 'n', '1');
    assert.equal((await back.next()).data, '1');
  });

  test('6.3 its presence ends with it: 4009 is a leave (R25)', async (t) => {
    const [id, channel] = [unique('u'), unique('presence-')];
    const [watcher, gone] = [await connect(t), await user(t, id)];
    await join(watcher, channel, 'watcher');
    await join(gone, channel, 'member');
    assert.equal((await watcher.next()).event, 'pusher_internal:member_added');
    await terminate(id);
    await closed(gone, 4009);
    assert.deepEqual(await watcher.next(), { event: 'pusher_internal:member_removed', channel, data: '{"user_id":"member"}' });
  });

  test('6.3 a user who is not there: 200 all the same', async () => {
    assert.equal((await terminate(unique('nobody'))).text, '{}');
  });

  for (const [what, id] of [
    ['201 characters', 'x'.repeat(201)],
    ['a control character', '\u0001'],
  ]) {
    test(`6.3 an id of ${what} is refused with 400`, async () => {
      assertRefused(await terminate(id), 400);
    });
  }

  test('6.3 an empty body and none are taken as {}', async (t) => {
    const id = unique('u');
    const gone = await user(t, id, { url: subscribeUrl });
    const answer = await post(`/users/${id}/terminate_connections`, '');
    assert.equal(answer.status, 200, answer.text);
    await eventually(async () => assert.equal((await gone.ended).code, 4009));
  });
});
