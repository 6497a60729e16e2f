// Stock pusher-js where WebSockets are blocked: over HTTP, with everything that works over sockets.
import assert from 'node:assert/strict';
import dns from 'node:dns';
import http from 'node:http';
import { after, test } from 'node:test';
import PusherJs from 'pusher-js';
import { client, eventually, gateway, once, server, signedIn, subscribed, userAuthentication } from './stack.mjs';

const open = [];
const keep = (connection) => {
  open.push(connection);
  return connection;
};
const connect = (n, options) => keep(client(n, options));
const over = (transport, n, options = {}) =>
  connect(n, { enabledTransports: [transport], httpHost: '127.0.0.1', httpPort: gateway(n), ...options });
after(() => open.forEach((connection) => connection.disconnect()));
const unique = (prefix) => `${prefix}-${Math.random().toString(36).slice(2)}`;

for (const transport of ['xhr_streaming', 'xhr_polling']) {
  for (const major of [8, 7]) {
    test(`R31 pusher-js ${major} over ${transport} receives on public, private and presence channels`, async () => {
      const connection = over(transport, 1, { major, user: 'ana' });
      for (const kind of ['', 'private-', 'presence-']) {
        const name = unique(`${kind}room`);
        const { channel, members } = await subscribed(connection, name);
        if (kind === 'presence-') assert.equal(members.me.id, 'ana');
        const received = once(channel, 'greeting');
        await server(0).trigger(name, 'greeting', { text: 'grüß "dich" 😀', n: [1, 2] });
        assert.deepEqual(await received, { text: 'grüß "dich" 😀', n: [1, 2] });
      }
      assert.equal(connection.connection.state, 'connected');
    });
  }

  test(`R31 R27 client events and members go between ${transport} and a socket of the other gateway`, async () => {
    const room = unique('presence-room');
    const ana = await subscribed(over(transport, 0, { user: 'ana' }), room);
    const added = once(ana.channel, 'pusher:member_added');
    const socket = connect(1, { user: 'bo' });
    const bo = await subscribed(socket, room);
    assert.equal((await added).id, 'bo');
    assert.equal(bo.members.count, 2);
    const atBo = new Promise((resolve) => bo.channel.bind('client-hi', (data, meta) => resolve({ data, meta })));
    ana.channel.trigger('client-hi', { x: 1 });
    const heard = await atBo;
    assert.deepEqual(heard.data, { x: 1 });
    assert.equal(heard.meta.user_id, 'ana');
    const atAna = once(ana.channel, 'client-back');
    bo.channel.trigger('client-back', { y: 2 });
    assert.deepEqual(await atAna, { y: 2 });
    const removed = once(ana.channel, 'pusher:member_removed');
    socket.disconnect();
    assert.equal((await removed).id, 'bo');
  });

  test(`R31 R33 a user signs in over ${transport} and is sent to`, async () => {
    const id = unique('ana');
    const user = await signedIn(over(transport, 0, { userAuthentication: userAuthentication({ id }) }));
    const received = once(user, 'note');
    await server(1).sendToUser(id, 'note', { text: 'for you' });
    assert.deepEqual(await received, { text: 'for you' });
  });

  test(`R31 seventy large events over ${transport} arrive whole, in order and on one connection`, async () => {
    const name = unique('room');
    const connection = over(transport, 1);
    const { channel } = await subscribed(connection, name);
    const socketId = connection.connection.socket_id;
    const states = [];
    connection.connection.bind('state_change', ({ current }) => states.push(current));
    const received = [];
    channel.bind('n', ({ n }) => received.push(n));
    const pad = 'ü😀"\\'.repeat(900);
    // Nearly a megabyte of frames, so that they fit into the queue of a client that is kept waiting.
    for (let batch = 0; batch < 7; batch++) {
      await server(0).triggerBatch(
        Array.from({ length: 10 }, (_, i) => ({ channel: name, name: 'n', data: { n: batch * 10 + i, pad } })),
      );
    }
    const all = Array.from({ length: 70 }, (_, n) => n);
    await eventually(() => assert.deepEqual({ states, received }, { states: [], received: all }), 15_000);
    assert.equal(connection.connection.socket_id, socketId);
  });

  test(`R31 an idle ${transport} connection asks whether it is alive, and stays`, async () => {
    const connection = over(transport, 0, { activityTimeout: 1_000, pongTimeout: 2_000 });
    await once(connection.connection, 'connected');
    const states = [];
    connection.connection.bind('state_change', ({ current }) => states.push(current));
    const name = unique('room');
    let answers = 0;
    connection.connection.connection.bind('activity', () => answers++);
    await eventually(() => assert.ok(answers > 4), 20_000); // longer than both timeouts
    const { channel } = await subscribed(connection, name);
    const received = once(channel, 'after');
    await server(0).trigger(name, 'after', {});
    await received;
    assert.deepEqual(states, []);
  });

  test(`R31 R18 an unknown key over ${transport} is refused for good`, async () => {
    const connection = keep(
      new PusherJs('no-such-key', {
        enabledTransports: [transport], httpHost: '127.0.0.1', httpPort: gateway(0), forceTLS: false, cluster: 'mt1',
      }),
    );
    const error = once(connection.connection, 'error');
    const end = once(connection.connection, 'disconnected');
    const { error: failure, data } = await error;
    assert.equal((failure?.data ?? data).code, 4001);
    await end;
  });
}

test('R3 R31 the cluster value alone leads the HTTP transports here, under a prefix', async () => {
  const cluster = `rt.carillon.test:${gateway(0)}/p`; // sockjs-rt.carillon.test
  const lookup = dns.lookup;
  dns.lookup = (host, ...rest) => lookup(host.endsWith('.carillon.test') ? '127.0.0.1' : host, ...rest);
  try {
    const connection = keep(
      new PusherJs('app-key', { cluster, forceTLS: false, enabledTransports: ['xhr_streaming'] }),
    );
    const name = unique('room');
    const { channel } = await subscribed(connection, name);
    const received = once(channel, 'greeting');
    await server(1).trigger(name, 'greeting', { n: 1 });
    assert.deepEqual(await received, { n: 1 });
  } finally {
    dns.lookup = lookup;
  }
});

test('R31 behind a balancer that goes by the path, sessions of both gateways live side by side', async () => {
  const used = new Set();
  const balancer = http.createServer((request, response) => {
    const [, number] = /\/app\/[^/]+\/([0-9]+)\/[^/]+\/xhr/.exec(request.url);
    const port = gateway(Number(number));
    used.add(port);
    const { method, url: path, headers } = request;
    const forwarded = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  await new Promise((resolve) => balancer.listen(0, '127.0.0.1', resolve));
  try {
    const name = unique('presence-room');
    const heard = [];
    for (let i = 0; i < 12; i++) {
      const transport = i % 2 ? 'xhr_polling' : 'xhr_streaming';
      const connection = over(transport, 0, { user: `user-${i}`, httpPort: balancer.address().port });
      const { channel } = await subscribed(connection, name);
      heard.push(once(channel, 'greeting'));
    }
    await server(0).trigger(name, 'greeting', { n: 1 });
    for (const each of heard) assert.deepEqual(await each, { n: 1 });
    assert.equal(used.size, 2); // all twelve on one: once in 2048 runs
  } finally {
    balancer.closeAllConnections();
    balancer.close();
  }
});
