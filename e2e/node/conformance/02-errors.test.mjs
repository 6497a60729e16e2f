// Section 2: the form of errors, the code of each refusal, and what the stock clients make of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, eventually } from '../stack.mjs';
import { assertRefused, get } from './api.mjs';
import { alive, ask, clientEvent, closed, connect, dial, error, join, pathOf, section, subscribe, unsubscribe } from './client.mjs';
import { ofPages, paused, publishUrl, raw, subscribeUrl, tlsOnly, unique } from './target.mjs';

const keyOf = (key) => ({ ...raw, key });

section('2.1 error frame', () => {
  const errors = {
    'a broken message': (socket) => socket.send('broken'),
    'an unknown event': (socket) => socket.send({ event: 'nope' }),
    'an unknown channel to leave': (socket) => unsubscribe(socket, 'nowhere'),
    'a second subscription': async (socket) => (await subscribe(socket, 'room'), ask(socket, 'room')),
    'a client event on a public channel': async (socket) => (await subscribe(socket, 'room'), clientEvent(socket, 'room', 'client-x', {})),
    'a client event without subscription': (socket) => clientEvent(socket, 'private-x', 'client-x', {}),
  };
  for (const [what, cause] of Object.entries(errors)) {
    test(`2.1 ${what}: data is an object of code and message, code null, and the connection stays`, async (t) => {
      const socket = await connect(t);
      await cause(socket);
      const message = await error(socket, null);
      assert.ok(message.length > 10, message);
      await alive(socket);
    });
  }

  for (const protocol of [4, 5, 6, 7]) {
    test(`2.1 protocol ${protocol} is told in a frame, and by the close, that a key is unknown (R18)`, async (t) => {
      await closed(await dial(t, pathOf(keyOf('no-such-key'), `protocol=${protocol}`)), 4001);
    });
  }
});

section('2.2 codes of refused connections', () => {
  for (const key of [
    'no-such-key',
    'RAW-KEY',
    'raw-key2',
    'raw-ke',
    'raw-id',
    'raw-secret',
    '%00',
    'x'.repeat(1000),
    '..%2f',
    '%F0%9F%98%80',
  ]) {
    test(`2.2 the key ${key.slice(0, 20)} is unknown: 4001 (R18)`, async (t) => {
      const message = await closed(await dial(t, pathOf(keyOf(key))), 4001);
      assert.ok(!message.includes('raw-secret'));
    });
  }

  test('2.2 the app comes first: an unknown key without protocol is 4001', async (t) => {
    await closed(await dial(t, '/app/no-such-key'), 4001);
  });

  test('2.2 a paused app: 4003 (R11, R18)', async (t) => {
    await closed(await dial(t, pathOf(paused)), 4003);
  });

  test('2.2 an app for TLS alone, without it: 4000 on sockets, no success for requests (R18)', async (t) => {
    await closed(await dial(t, pathOf(tlsOnly)), 4000);
    assertRefused(await get('/channels', {}, { app: tlsOnly }), 403);
  });

  for (const origin of [
    'https://other.example.com',
    'https://example.com',
    'http://shop.example.com',
    'https://shop.example.com.evil.test',
    'null',
  ]) {
    test(`2.2 a page of ${origin}, which is none of the app's: 4009 (R18)`, async (t) => {
      await closed(await dial(t, pathOf(ofPages), { headers: { Origin: origin } }), 4009);
    });
  }

  for (const [what, headers] of [
    ['a page of the app', { Origin: 'https://shop.example.com' }],
    ['what is no page', {}],
  ]) {
    test(`2.2 ${what} is taken`, async (t) => {
      const socket = await dial(t, pathOf(ofPages), { headers });
      assert.equal((await socket.next()).event, 'pusher:connection_established');
    });
  }

  for (const path of [
    '/',
    '/app',
    '/app/',
    '/apps/raw-id/events',
    '/app/?protocol=7',
    '/nothing',
    '/app/raw-key/more',
    '/socket.io/?protocol=7',
    '/ws',
  ]) {
    test(`2.2 there is nothing for sockets at ${path}: 4005 (R18)`, async (t) => {
      await closed(await dial(t, path), 4005);
    });
  }

  test('2.2 a refused connection is told before anything else, and takes no messages', async (t) => {
    const socket = await dial(t, pathOf(keyOf('no-such-key')));
    ask(Object.assign(socket, { app: raw, id: '1.1' }), 'room');
    await closed(socket, 4001);
  });

  test('2.2 a refusal touches no other connection', async (t) => {
    const before = await connect(t);
    await closed(await dial(t, pathOf(keyOf('no-such-key'))), 4001);
    await alive(before);
  });

  test('2.2 messages without end are stopped with 4100', async (t) => {
    const socket = await connect(t);
    const ping = { event: 'pusher:pong' };
    for (let n = 0; n < 30_000; n++) socket.send(ping);
    const { event, data } = await socket.next();
    assert.deepEqual({ event, code: data.code }, { event: 'pusher:error', code: 4100 });
    assert.equal((await socket.ended).code, 4100);
  });

  test('2.2 who floods is removed from its channels', async (t) => {
    const channel = unique('presence-');
    const watcher = await connect(t);
    await join(watcher, channel, 'watcher');
    const socket = await connect(t, { url: publishUrl });
    await join(socket, channel, 'flood');
    assert.equal((await watcher.next()).event, 'pusher_internal:member_added');
    for (let n = 0; n < 30_000; n++) socket.send({ event: 'pusher:pong' });
    assert.equal((await socket.ended).code, 4100);
    assert.deepEqual(await watcher.next(), { event: 'pusher_internal:member_removed', channel, data: '{"user_id":"flood"}' });
  });
});

for (const major of [8, 7]) {
  section(`2.3 what pusher-js ${major} does`, () => {
    const start = (t, app, options) => {
      const connection = client(1, { major, ...options });
      t.after(() => connection.disconnect());
      return connection;
    };

    test(`2.3 pusher-js ${major} emits an error frame as PusherError, and stays connected (R18)`, async (t) => {
      const connection = start(t);
      const came = new Promise((resolve) => connection.connection.bind('error', resolve));
      await eventually(() => assert.equal(connection.connection.state, 'connected'));
      connection.send_event('pusher:unsubscribe', { channel: 'nowhere' });
      const { type, error: inner, data } = await came;
      const { code, message } = data ?? inner?.data ?? {};
      assert.deepEqual({ type: type ?? inner?.type, code }, { type: inner?.type ?? 'PusherError', code: null });
      assert.match(message, /^No current subscription/);
      assert.equal(connection.connection.state, 'connected');
    });

    for (const [code, key] of [
      [4001, 'no-such-key'],
      [4003, paused.key],
    ]) {
      test(`2.3 pusher-js ${major} does not come back after ${code} (R18)`, async (t) => {
        const Client = start(t).constructor;
        const states = [];
        const connection = new Client(key, {
          wsHost: subscribeUrl.hostname,
          wsPort: subscribeUrl.port,
          forceTLS: false,
          enabledTransports: ['ws'],
          cluster: 'mt1',
        });
        t.after(() => connection.disconnect());
        connection.connection.bind('state_change', ({ current }) => states.push(current));
        await eventually(() => assert.equal(connection.connection.state, 'disconnected'));
        await new Promise((resolve) => setTimeout(resolve, 2_500)); // above its pause before another try
        assert.deepEqual(states.filter((state) => state === 'connecting').length <= 1, true, states.join());
        assert.equal(connection.connection.state, 'disconnected');
      });
    }
  });
}
