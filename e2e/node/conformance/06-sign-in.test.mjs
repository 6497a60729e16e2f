// Section 6.1: signing in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publish } from './api.mjs';
import { alive, ask, askToSignIn, connect, error, join, refused, section, signIn, subscribe } from './client.mjs';
import { userAuth } from './signing.mjs';
import { plain, raw, unique } from './target.mjs';

const channelOf = (id) => `#server-to-user-${id}`;
/** A connection that is signed in and hears what is sent to its user. */
const user = async (t, id, how) => {
  const socket = await connect(t, how);
  await signIn(socket, { id });
  await subscribe(socket, channelOf(id));
  return socket;
};

section('6.1 sign-in', () => {
  for (const text of [
    '{"id":"u"}',
    '{ "id" : "u" , "n" : 1.50 }',
    '{"user_info":{"b":1,"a":2},"id":"u"}',
    '{"id":"\\u0075","x":"grüß"}',
    '\n{"id":"u"}',
  ]) {
    test(`6.1 ${JSON.stringify(text)} is confirmed with the same string, and nothing else (R33)`, async (t) => {
      const socket = await connect(t);
      askToSignIn(socket, text);
      const { event, data, ...rest } = await socket.next();
      assert.deepEqual({ event, rest }, { event: 'pusher:signin_success', rest: {} });
      assert.equal(typeof data, 'string');
      assert.deepEqual(JSON.parse(data), { user_data: text });
      await alive(socket);
    });
  }

  const failures = {
    'an empty auth': () => '',
    'an auth without form': () => 'abc',
    'an unknown key': (auth) => auth.replace('raw-key', 'other-key'),
    'the key of another app': (auth, socket) => userAuth(plain, socket.id, '{"id":"u"}'),
    'a wrong signature': () => 'raw-key:0123',
    'a signature for another socket': () => userAuth(raw, '1.1', '{"id":"u"}'),
    'a signature for other data': (auth, socket) => userAuth(raw, socket.id, '{"id":"v"}'),
    'a signature in upper case': (auth) => auth.replace(/:.*/, (hex) => hex.toUpperCase()),
  };
  for (const [what, make] of Object.entries(failures)) {
    test(`6.1 ${what}: pusher:error with 4009, signed in as nobody, and the connection stays (R33)`, async (t) => {
      const socket = await connect(t);
      const right = userAuth(raw, socket.id, '{"id":"u"}');
      askToSignIn(socket, '{"id":"u"}', make(right, socket));
      const said = await error(socket, 4009);
      assert.ok(!said.includes(right.split(':')[1]) && !said.includes(raw.secret));
      ask(socket, channelOf('u'));
      await refused(socket, channelOf('u'));
      await alive(socket);
    });
  }

  for (const [what, text] of Object.entries({
    'no JSON': 'u',
    'an array': '[]',
    'a string': '"u"',
    null: 'null',
    'no id': '{}',
    'id null': '{"id":null}',
    'an empty id': '{"id":""}',
    'id a number': '{"id":1}',
    'id an object': '{"id":{}}',
    'id an array': '{"id":["u"]}',
    'id true': '{"id":true}',
    'a control character': '{"id":"a\\u0001"}',
    'half a character': '{"id":"\\ud800"}',
    'an id of 201 characters': `{"id":"${'x'.repeat(201)}"}`,
    'two ids': '{"id":"a","id":"b"}',
  })) {
    test(`6.1 user_data: ${what}: pusher:error with 4009, and the connection stays (R33)`, async (t) => {
      const socket = await connect(t);
      askToSignIn(socket, text);
      await error(socket, 4009);
      await signIn(socket, { id: unique('u') });
    });
  }

  test('6.1 the same user again is accepted, with new data (R33)', async (t) => {
    const socket = await connect(t);
    const id = unique('u');
    await signIn(socket, { id });
    await signIn(socket, { id, user_info: { n: 2 } });
    await subscribe(socket, channelOf(id));
  });

  test('6.1 another user on the same connection fails, and the first stays (R33)', async (t) => {
    const [id, other] = [unique('u'), unique('v')];
    const socket = await user(t, id);
    askToSignIn(socket, JSON.stringify({ id: other }));
    await error(socket, 4009);
    ask(socket, channelOf(other));
    await refused(socket, channelOf(other));
    await publish(channelOf(id), 'n', '1');
    assert.equal((await socket.next()).data, '1');
  });

  test('6.1 a signed-in connection may have every other channel as before', async (t) => {
    const socket = await user(t, unique('u'));
    await subscribe(socket, unique('room'));
    await subscribe(socket, unique('private-'));
    await join(socket, unique('presence-'), 'someone');
  });
});
