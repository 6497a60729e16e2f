// Webhooks as the stock server library reads them, while stock clients come, speak and go on two gateways.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { client, eventually, once, server, subscribed } from './stack.mjs';

const run = promisify(execFile);
const carillon = (...args) => run(process.env.CARILLON, args);
const unique = (prefix) => `${prefix}-${Math.random().toString(36).slice(2)}`;
const open = [];
const connect = (...args) => {
  const connection = client(...args);
  open.push(connection);
  return connection;
};

const received = [];
const refused = [];
const receiver = http.createServer(async (request, response) => {
  let rawBody = '';
  for await (const part of request) rawBody += part;
  const webhook = server().webhook({ headers: request.headers, rawBody });
  if (webhook.isValid()) {
    received.push(...webhook.getEvents().map((event) => ({ ...event, time: webhook.getTime() })));
  } else {
    refused.push({ headers: request.headers, rawBody });
  }
  response.writeHead(webhook.isValid() ? 200 : 401).end();
});

before(async () => {
  receiver.listen(0, '127.0.0.1');
  await once({ bind: (event, done) => receiver.once(event, done) }, 'listening');
  process.env.CARILLON_WEBHOOK_URL = `http://127.0.0.1:${receiver.address().port}/hook`;
  await carillon('up', '--background', '--gateways', '2', '--only', 'kafka,oidc,gateway');
});
after(() => {
  open.forEach((connection) => connection.disconnect());
  receiver.closeAllConnections();
  receiver.close();
});

const told = (channel) => received.filter((event) => event.channel === channel);
const names = (channel) => told(channel).map((event) => event.name);

test('R46 R47 a presence channel over two gateways: each event once, in order, and valid to the stock library', async () => {
  const room = unique('presence-room');
  const ana = connect(0, { user: 'ana' });
  const { channel } = await subscribed(ana, room);
  await eventually(() => assert.equal(names(room).length, 2));
  const bo = connect(1, { user: 'bo' });
  const other = await subscribed(bo, room);
  await eventually(() => assert.equal(names(room).length, 3));
  const heard = once(other.channel, 'client-hi');
  channel.trigger('client-hi', { text: 'grüß "dich"' });
  await heard;
  await eventually(() => assert.equal(names(room).length, 4));
  bo.disconnect();
  ana.disconnect();
  await eventually(() => assert.equal(names(room).length, 7), 15_000);
  assert.deepEqual(names(room).slice(0, 4), ['channel_occupied', 'member_added', 'member_added', 'client_event']);
  assert.deepEqual(names(room).slice(4), ['member_removed', 'member_removed', 'channel_vacated']);
  const [, first, second, said] = told(room);
  assert.deepEqual([first.user_id, second.user_id], ['ana', 'bo']);
  assert.equal(said.event, 'client-hi');
  assert.equal(said.user_id, 'ana');
  assert.match(said.socket_id, /^\d+\.\d+$/);
  assert.deepEqual(JSON.parse(said.data), { text: 'grüß "dich"' });
  assert.ok(Math.abs(Date.now() - said.time.getTime()) < 60_000);
  assert.deepEqual(refused, []);
});

test('R34 R46 counts and occupancy of a channel without members', async () => {
  const room = unique('room');
  await subscribed(connect(0), room);
  await eventually(() => assert.ok(told(room).some((event) => event.subscription_count === 1)));
  const leaving = connect(1);
  await subscribed(leaving, room);
  await eventually(() => assert.ok(told(room).some((event) => event.subscription_count === 2)));
  assert.equal(names(room)[0], 'channel_occupied');
  assert.equal(names(room).filter((name) => name === 'channel_occupied').length, 1);
});

test('R48 who comes back on the other gateway within the grace time was never gone', async () => {
  const room = unique('presence-room');
  const first = connect(0, { user: 'ana' });
  await subscribed(first, room);
  await eventually(() => assert.equal(names(room).length, 2));
  first.disconnect();
  await subscribed(connect(1, { user: 'ana' }), room);
  const later = unique('presence-later');
  const visitor = connect(0, { user: 'bo' });
  await subscribed(visitor, later);
  visitor.disconnect();
  await eventually(() => assert.equal(names(later).length, 4), 15_000); // its own grace began after
  assert.deepEqual(names(room), ['channel_occupied', 'member_added']);
});

test('R49 several clients on two gateways miss at once: one cache_miss', async () => {
  const room = unique('cache-room');
  await Promise.all([0, 1, 0, 1].map((n) => once(connect(n).subscribe(room), 'pusher:cache_miss')));
  await eventually(() => assert.ok(names(room).includes('cache_miss')));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal(names(room).filter((name) => name === 'cache_miss').length, 1);
});

test('R47 a gateway dies: every client event that others received is told, in order', async () => {
  const room = unique('presence-room');
  const { channel } = await subscribed(connect(1, { user: 'ana' }), room);
  const heard = [];
  const { channel: listening } = await subscribed(connect(1, { user: 'bo' }), room);
  listening.bind('client-n', ({ n }) => heard.push(n));
  const { parts } = JSON.parse((await carillon('status', '--json')).stdout);
  for (let n = 0; n < 60; n++) {
    channel.trigger('client-n', { n });
    if (n === 20) process.kill(parts.find((part) => part.name === 'gateway').pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await eventually(() => assert.equal(heard.length, 60));
  const numbers = () =>
    told(room).filter((event) => event.name === 'client_event').map((event) => JSON.parse(event.data).n);
  await eventually(() => assert.deepEqual([...new Set(numbers())], heard), 60_000);
  assert.deepEqual(refused, []);
});
