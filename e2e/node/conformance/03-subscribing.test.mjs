// Section 3.2: subscribing, and being refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, publish } from './api.mjs';
import { alive, ask, connect, error, eventually, member, published, refused, section, subscribe, unsubscribe } from './client.mjs';
import { channelAuth, channelText, hmac } from './signing.mjs';
import { counts, plain, raw, unique } from './target.mjs';

const kinds = [
  '',
  'private-',
  'private-encrypted-',
  'presence-',
  'cache-',
  'private-cache-',
  'private-encrypted-cache-',
  'presence-cache-',
];
const how = (prefix) => (prefix.startsWith('presence') ? { channelData: member('u') } : {});
const settle = async (socket, prefix) => prefix.includes('cache-') && assert.equal((await socket.next()).event, 'pusher:cache_miss');

section('3.2 subscribing', () => {
  for (const [what, data] of [
    ['no auth', {}],
    ['an empty auth', { auth: '' }],
    ['auth null', { auth: null }],
    ['an auth that nobody needs', { auth: 'a:b' }],
    ['channel_data that nobody needs', { auth: '', channel_data: 'x' }],
    ['unknown members', { colour: 'blue', filter: {} }],
  ]) {
    test(`3.2 a public channel with ${what} is confirmed, data "{}"`, async (t) => {
      const socket = await connect(t);
      const channel = unique('room');
      socket.send({ event: 'pusher:subscribe', data: { channel, ...data } });
      assert.deepEqual(await socket.next(), { event: 'pusher_internal:subscription_succeeded', channel, data: '{}' });
      await alive(socket);
    });
  }

  for (const prefix of kinds) {
    test(`3.2 ${prefix || 'public'}: the confirmation comes before any event of the channel`, async (t) => {
      const channel = unique(prefix || 'x');
      const sockets = await Promise.all(Array.from({ length: 8 }, () => connect(t)));
      const published = (async () => {
        for (let n = 0; n < 30; n++) await publish(channel, 'n', String(n));
      })();
      for (const socket of sockets) {
        ask(socket, channel, how(prefix));
        assert.equal((await socket.next()).event, 'pusher_internal:subscription_succeeded');
      }
      await published;
    });

    test(`3.2 ${prefix || 'public'}: already subscribed: pusher:error only, the subscription stays (R28)`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix || 'x');
      await subscribe(socket, channel, how(prefix));
      await settle(socket, prefix);
      ask(socket, channel, how(prefix));
      assert.equal(await error(socket, null), `Existing subscription to channel ${channel}`);
      await publish(channel, 'n', '1');
      await publish(channel, 'n', '2');
      assert.equal((await socket.next()).data, '1');
      assert.equal((await socket.next()).data, '2', 'delivered once');
      unsubscribe(socket, channel);
      await published(t, channel, 'n', '3', { how: how(prefix) });
      await alive(socket);
      unsubscribe(socket, channel);
      assert.match(await error(socket, null), /^No current subscription/);
    });
  }

  test('3.2 a repeated subscribe counts once', async (t) => {
    const socket = await connect(t, { app: counts });
    const channel = unique('room');
    ask(socket, channel);
    ask(socket, channel);
    const frames = [await socket.next(), await socket.next(), await socket.next()].map(({ event }) => event).sort();
    assert.deepEqual(frames, ['pusher:error', 'pusher_internal:subscription_count', 'pusher_internal:subscription_succeeded']);
    await eventually(async () => {
      const { json } = await get(`/channels/${channel}`, { info: 'subscription_count' }, { app: counts });
      assert.deepEqual(json, { occupied: true, subscription_count: 1 });
    });
  });
});

const AUTH = {
  'an empty auth': [() => '', /should be of format 'key:signature'$/],
  'no colon': [() => 'raw-key', /should be of format 'key:signature'$/],
  'no key': [() => ':abc', /should be of format 'key:signature'$/],
  'no signature': [() => 'raw-key:', /should be of format 'key:signature'$/],
  'an unknown key': [(auth) => auth.replace('raw-key', 'other-key'), /^Invalid key in subscription auth data: 'other-key'$/],
  'the key in another case': [(auth) => auth.replace('raw-key', 'RAW-KEY'), /^Invalid key in subscription auth data: 'RAW-KEY'$/],
  'the key of another app': [
    (auth, { socket, channel }) => channelAuth(plain, socket.id, channel),
    /^Invalid key in subscription auth data: 'plain-key'$/,
  ],
  'a signature by another secret': [
    (auth, { socket, channel }) => channelAuth({ ...raw, secret: 'x' }, socket.id, channel),
    /^Invalid signature/,
  ],
  'a signature for another channel': [(auth, { socket, channel }) => channelAuth(raw, socket.id, `${channel}x`), /^Invalid signature/],
  'a signature for another socket': [(auth, { channel }) => channelAuth(raw, '1.1', channel), /^Invalid signature/],
  'a signature in upper case': [(auth) => auth.replace(/:.*/, (hex) => hex.toUpperCase()), /^Invalid signature/],
  'a character too much': [(auth) => `${auth}0`, /^Invalid signature/],
  'a character too few': [(auth) => auth.slice(0, -1), /^Invalid signature/],
  'a space before': [(auth) => ` ${auth}`, /^Invalid key/],
  'a space behind': [(auth) => `${auth} `, /^Invalid signature/],
  'a sign-in signature': [
    (auth, { socket, channel }) => `raw-key:${hmac(raw.secret, `${socket.id}::user::${channel}`)}`,
    /^Invalid signature/,
  ],
};

section('3.2 refusals', () => {
  for (const [what, [auth, message]] of Object.entries(AUTH)) {
    test(`3.2 ${what}: both error forms, nothing secret in them, and the connection stays (R23, R24)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('private-');
      const right = channelAuth(raw, socket.id, channel);
      ask(socket, channel, { auth: auth(right, { socket, channel }) });
      const said = await refused(socket, channel);
      assert.match(said, message);
      assert.ok(!said.toLowerCase().includes(raw.secret));
      // A signature that was sent in full, or nearly, may be repeated; the right one is never told.
      if (!auth(right, { socket, channel }).toLowerCase().includes(right.slice(0, -1))) assert.ok(!said.includes(right.split(':')[1]));
      await alive(socket);
      await published(t, channel, 'n', '1');
      await subscribe(socket, channel);
      await publish(channel, 'n', '2');
      assert.equal((await socket.next()).data, '2', 'nothing came before it was let in');
    });
  }

  test('3.2 the observed words for a wrong signature, with what was signed (R24)', async (t) => {
    const socket = await connect(t);
    const channel = unique('private-');
    ask(socket, channel, { auth: 'raw-key:abc' });
    const expected = `Invalid signature: Expected HMAC SHA256 hex digest of ${channelText(socket.id, channel)}, but got abc`;
    assert.equal(await refused(socket, channel), expected);
  });

  test('3.2 the observed words for an auth without form (R24)', async (t) => {
    const socket = await connect(t);
    const channel = unique('private-');
    ask(socket, channel, { auth: 'abc' });
    const expected = `Auth value for subscription to ${channel} is invalid: should be of format 'key:signature'`;
    assert.equal(await refused(socket, channel), expected);
  });

  for (const prefix of kinds.filter((each) => /^pr/.test(each))) {
    test(`3.2 ${prefix}: a refusal leaves the other channels alone (R24)`, async (t) => {
      const socket = await connect(t);
      const other = unique('room');
      await subscribe(socket, other);
      const channel = unique(prefix);
      ask(socket, channel, { ...how(prefix), auth: 'raw-key:0' });
      await refused(socket, channel);
      await publish([channel, other], 'n', '1');
      assert.equal((await socket.next()).channel, other);
      await alive(socket);
    });
  }
});
