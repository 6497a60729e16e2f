// Stock libraries, unmodified, with publisher and subscriber on different gateways.
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import Echo from 'laravel-echo';
import Pusher from 'pusher';
import PusherJs from 'pusher-js';
import {
  client, eventually, gateway, once, server, signedIn, subscribed, token, userAuthentication,
} from './stack.mjs';

const open = [];
const connect = (...args) => {
  const connection = client(...args);
  open.push(connection);
  return connection;
};
after(() => open.forEach((connection) => connection.disconnect()));
const unique = (prefix) => `${prefix}-${Math.random().toString(36).slice(2)}`;

for (const major of [8, 7]) {
  test(`R2 pusher-js ${major} receives what the Node library triggers on the other gateway`, async () => {
    const name = unique('room');
    const { channel } = await subscribed(connect(1, { major }), name);
    const received = once(channel, 'greeting');
    await server(0).trigger(name, 'greeting', { text: 'grüß "dich"', n: [1, 2] });
    assert.deepEqual(await received, { text: 'grüß "dich"', n: [1, 2] });
  });

  test(`R23 R25 pusher-js ${major} joins private and presence channels across gateways`, async () => {
    const room = unique('presence-room');
    const ana = await subscribed(connect(0, { major, user: 'ana' }), room);
    const added = once(ana.channel, 'pusher:member_added');
    const boConnection = connect(1, { major, user: 'bo' });
    const bo = await subscribed(boConnection, room);
    assert.equal(bo.members.count, 2);
    assert.equal(bo.members.me.id, 'bo');
    assert.equal((await added).id, 'bo');
    const removed = once(ana.channel, 'pusher:member_removed');
    boConnection.disconnect();
    assert.equal((await removed).id, 'bo');
  });
}

test('R36 the excluded socket does not get its own event', async () => {
  const name = unique('private-room');
  const mine = connect(0);
  const first = await subscribed(mine, name);
  const second = await subscribed(connect(1), name);
  let own = 0;
  first.channel.bind('mine', () => own++);
  const others = once(second.channel, 'mine');
  const barrier = once(first.channel, 'barrier');
  await server(1).trigger(name, 'mine', {}, { socket_id: mine.connection.socket_id });
  await server(1).trigger(name, 'barrier', {});
  await others;
  await barrier;
  assert.equal(own, 0);
});

test('R27 a client event goes from one gateway to the other', async () => {
  const name = unique('presence-room');
  const ana = await subscribed(connect(0, { user: 'ana' }), name);
  const bo = await subscribed(connect(1, { user: 'bo' }), name);
  const received = new Promise((resolve) => bo.channel.bind('client-hi', (data, meta) => resolve({ data, meta })));
  assert.equal(ana.channel.trigger('client-hi', { x: 1 }), true);
  const { data, meta } = await received;
  assert.deepEqual(data, { x: 1 });
  assert.equal(meta.user_id, 'ana');
});

test('R38 a batch keeps its order', async () => {
  const name = unique('room');
  const { channel } = await subscribed(connect(1), name);
  const order = [];
  const done = new Promise((resolve) =>
    channel.bind_global((event, data) => {
      if (event === 'n' && order.push(data.n) === 10) resolve();
    }),
  );
  await server(0).triggerBatch(Array.from({ length: 10 }, (_, n) => ({ channel: name, name: 'n', data: { n } })));
  await done;
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('R39 channels, one channel and its users are the same on every gateway', async () => {
  const room = unique('presence-room');
  await subscribed(connect(0, { user: 'ana' }), room);
  await subscribed(connect(1, { user: 'bo' }), room);
  const read = async (n, path, params) => (await server(n).get({ path, params })).json();
  for (const n of [0, 1]) {
    // Each gateway folds the same records in its own time.
    await eventually(async () => {
      const list = await read(n, '/channels', { filter_by_prefix: room, info: 'user_count' });
      assert.deepEqual(list, { channels: { [room]: { user_count: 2 } } });
    });
    const { users } = await read(n, `/channels/${room}/users`);
    assert.deepEqual(users.map((user) => user.id).sort(), ['ana', 'bo']);
    const one = await read(n, `/channels/${room}`, { info: 'user_count' });
    assert.equal(one.occupied, true);
    assert.equal(one.user_count, 2);
  }
});

test('R34 every subscriber is told how many they are over all gateways, the newcomer too', async () => {
  const name = unique('room');
  const ana = await subscribed(connect(0), name);
  await eventually(() => assert.equal(ana.channel.subscriptionCount, 1));
  const told = once(ana.channel, 'pusher:subscription_count');
  const leaving = connect(1);
  const bo = await subscribed(leaving, name);
  assert.deepEqual(await told, { subscription_count: 2 });
  await eventually(() => assert.equal(bo.channel.subscriptionCount, 2));
  const left = once(ana.channel, 'pusher:subscription_count');
  leaving.unsubscribe(name);
  assert.deepEqual(await left, { subscription_count: 1 });
  for (const n of [0, 1]) {
    await eventually(async () => {
      const answer = await server(n).get({ path: `/channels/${name}`, params: { info: 'subscription_count' } });
      assert.deepEqual(await answer.json(), { occupied: true, subscription_count: 1 });
    });
  }
});

for (const kind of ['cache', 'private-cache', 'presence-cache']) {
  test(`R49 ${kind}: who subscribes later gets the last event that the other gateway was given`, async () => {
    const name = unique(`${kind}-room`);
    const publisher = server(0);
    const early = connect(0, { user: 'ana' });
    const missed = once(early.subscribe(name), 'pusher:cache_miss');
    await missed;
    const heard = once(early.channel(name), 'price');
    await publisher.trigger(name, 'price', { cents: 1 });
    assert.deepEqual(await heard, { cents: 1 });
    await publisher.trigger(name, 'price', { cents: 2 }, { socket_id: early.connection.socket_id });
    await eventually(async () => {
      const answer = await server(1).get({ path: `/channels/${name}`, params: { info: 'cache' } });
      const { occupied, cache } = await answer.json();
      assert.equal(occupied, true);
      assert.notEqual(cache, null);
      assert.deepEqual(JSON.parse(cache.data), { cents: 2 });
      assert.ok(cache.ttl > 1700 && cache.ttl <= 1800);
    });
    const late = connect(1, { user: 'bo' }).subscribe(name);
    const order = [];
    late.bind_global((event, data) => {
      if (!event.includes('count')) order.push([event, event === 'price' ? data : undefined]);
    });
    await eventually(() =>
      assert.deepEqual(order, [['pusher:subscription_succeeded', undefined], ['price', { cents: 2 }]]),
    );
    await publisher.trigger(name, 'price', { cents: 3 });
    await eventually(() => assert.deepEqual(order.slice(2), [['price', { cents: 3 }]]));
  });
}

test('R2 laravel-echo listens, joins and whispers', async () => {
  const room = unique('room');
  const echo = (n, user) =>
    new Echo({ broadcaster: 'pusher', client: connect(n, { user }), key: 'app-key', namespace: false });
  const listening = echo(0, 'ana').private(room);
  const other = echo(1, 'bo').private(room);
  await Promise.all([listening, other].map((channel) => new Promise((resolve) => channel.subscribed(resolve))));
  const heard = new Promise((resolve) => listening.listen('OrderShipped', resolve));
  const whispered = new Promise((resolve) => listening.listenForWhisper('typing', resolve));
  await server(1).trigger(`private-${room}`, 'OrderShipped', { id: 7 });
  other.whisper('typing', { name: 'bo' });
  assert.deepEqual(await heard, { id: 7 });
  assert.deepEqual(await whispered, { name: 'bo' });
});

test('R33 sendToUser reaches a signed-in user on every gateway, and nobody else', async () => {
  const id = unique('ana/ü');
  const connections = [0, 1].map((n) => connect(n, { userAuthentication: userAuthentication({ id, user_info: { n } }) }));
  const users = await Promise.all(connections.map(signedIn));
  const other = await signedIn(connect(1, { userAuthentication: userAuthentication({ id: unique('bo') }) }));
  let others = 0;
  other.bind_global(() => others++);
  const received = users.map((user) => once(user, 'note'));
  await server(1).sendToUser(id, 'note', { text: 'for you' });
  assert.deepEqual(await Promise.all(received), [{ text: 'for you' }, { text: 'for you' }]);
  assert.equal(users[1].user_data.user_info.n, 1);
  assert.equal(others, 0);
});

test('R33 nobody else gets a channel of a user', async () => {
  const id = unique('ana');
  const stranger = connect(0, { userAuthentication: userAuthentication({ id: unique('bo') }) });
  await signedIn(stranger);
  const refused = new Promise((resolve) => {
    stranger.connection.bind('message', (frame) => frame.event === 'pusher:subscription_error' && resolve(frame));
  });
  // The library itself lets nobody ask.
  stranger.send_event('pusher:subscribe', { channel: `#server-to-user-${id}`, auth: '' });
  const { channel, data } = await refused;
  assert.equal(channel, `#server-to-user-${id}`);
  assert.equal(data.status, 401);
});

test('R33 terminateUserConnections ends the user on every gateway, and nobody else', async () => {
  const id = unique('ana');
  const room = unique('presence-room');
  const connections = [0, 1].map((n) => connect(n, { userAuthentication: userAuthentication({ id }) }));
  await Promise.all(connections.map(signedIn));
  const other = connect(0, { userAuthentication: userAuthentication({ id: unique('bo') }) });
  await signedIn(other);
  const member = connect(1, { user: id });
  await subscribed(member, room);
  const errors = connections.map(({ connection }) => once(connection, 'error'));
  const ends = connections.map(({ connection }) => once(connection, 'disconnected'));
  const answer = await server(0).terminateUserConnections(id);
  assert.equal(answer.status, 200);
  for (const error of await Promise.all(errors)) assert.equal(error.data?.code ?? error.error?.data?.code, 4009);
  await Promise.all(ends);
  assert.equal(other.connection.state, 'connected');
  assert.equal(member.connection.state, 'connected');
  const back = connect(0, { userAuthentication: userAuthentication({ id }) });
  await signedIn(back);
});

test('R33 a watchlist tells of users on the other gateway', async () => {
  const bo = unique('bo');
  const nobody = unique('nobody');
  const watcher = connect(0, {
    userAuthentication: userAuthentication({ id: unique('ana'), watchlist: [bo, nobody] }),
  });
  const first = once(watcher.user.watchlist, 'offline');
  await signedIn(watcher);
  assert.deepEqual((await first).user_ids, [bo, nobody]);
  const online = once(watcher.user.watchlist, 'online');
  const here = connect(0, { userAuthentication: userAuthentication({ id: bo }) });
  await signedIn(here);
  assert.deepEqual(await online, { name: 'online', user_ids: [bo] });
  const there = connect(1, { userAuthentication: userAuthentication({ id: bo }) });
  await signedIn(there);
  const told = [];
  watcher.user.watchlist.bind_global((name) => told.push(name));
  // Another gateway's watcher has both records before the first of them ends.
  const late = connect(1, { userAuthentication: userAuthentication({ id: unique('cleo'), watchlist: [bo] }) });
  const seen = once(late.user.watchlist, 'online');
  await signedIn(late);
  await seen;
  here.disconnect();
  const offline = once(watcher.user.watchlist, 'offline');
  await eventually(async () => assert.equal(here.connection.state, 'disconnected'));
  there.disconnect();
  assert.deepEqual((await offline).user_ids, [bo]);
  assert.deepEqual(told, ['offline']);
});

test('R25 R33 a signed-in user joins a presence channel without channel_data', async () => {
  const id = unique('ana');
  const room = unique('presence-room');
  const watcher = await subscribed(connect(1, { user: 'watcher' }), room);
  const added = once(watcher.channel, 'pusher:member_added');
  const connection = connect(0, {
    userAuthentication: userAuthentication({ id, user_info: { name: 'Ana' } }),
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, done) =>
        done(null, { auth: server().authorizeChannel(socketId, channelName).auth }),
    },
  });
  await signedIn(connection);
  const { members } = await subscribed(connection, room);
  assert.equal(members.me.id, id);
  assert.deepEqual(await added, { id, info: { name: 'Ana' } });
});

test('R33 R151 pusher.signin() works against the endpoint of the gateway', async () => {
  const id = unique('ana');
  const connection = connect(1, {
    userAuthentication: {
      endpoint: `http://127.0.0.1:${gateway(1)}/api/pusher/user-auth`,
      headers: { Authorization: `Bearer ${await token(id)}` },
    },
  });
  const user = await signedIn(connection);
  assert.equal(user.user_data.id, id);
  const received = once(user, 'note');
  await server(0).sendToUser(id, 'note', { n: 1 });
  assert.deepEqual(await received, { n: 1 });
});

test('R18 an unknown key is refused for good', async () => {
  const refused = new PusherJs('no-such-key', {
    wsHost: '127.0.0.1', wsPort: gateway(0), forceTLS: false, enabledTransports: ['ws'], cluster: 'mt1',
  });
  open.push(refused);
  const error = await once(refused.connection, 'error');
  assert.equal(error.data?.code ?? error.error?.data?.code, 4001);
});

test('R172 R4 the two snippets of the README work as they stand, but for the port', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [browser, server] = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) =>
    code.replaceAll('8080', String(gateway(0))),
  );
  let connection;
  const Client = function (...args) {
    connection = new PusherJs(...args);
    open.push(connection);
    return connection;
  };
  const logged = new Promise((resolve) => new Function('Pusher', 'console', browser)(Client, { log: resolve }));
  await once(connection.channel('my-channel'), 'pusher:subscription_succeeded');
  await new Function('Pusher', `return (async () => { ${server} })()`)(Pusher);
  assert.deepEqual(await logged, { hello: 'world' });
});

test('R3 the cluster value alone leads both stock libraries here, under a prefix', async () => {
  const cluster = `rt.carillon.test:${gateway(0)}/p`; // ws-rt.carillon.test, api-rt.carillon.test
  const lookup = dns.lookup;
  dns.lookup = (host, ...rest) => lookup(host.endsWith('.carillon.test') ? '127.0.0.1' : host, ...rest);
  try {
    const connection = new PusherJs('app-key', { cluster, forceTLS: false, enabledTransports: ['ws'] });
    open.push(connection);
    const name = unique('room');
    const { channel } = await subscribed(connection, name);
    const received = once(channel, 'greeting');
    await new Pusher({ appId: 'app-id', key: 'app-key', secret: 'app-secret', cluster, useTLS: false }).trigger(
      name,
      'greeting',
      { n: 1 },
    );
    assert.deepEqual(await received, { n: 1 });
  } finally {
    dns.lookup = lookup;
  }
});
