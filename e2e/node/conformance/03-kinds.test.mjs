// Section 3.1: what the beginning of a name makes of a channel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, get, post } from './api.mjs';
import { alive, ask, connect, eventually, member, refused, section, subscribe } from './client.mjs';
import { raw, unique } from './target.mjs';

const invalid = { code: null, type: 'InvalidChannel', status: 400 };
const event = (channel) => ({ name: 'n', channel, data: '{}' });
const open = ['', 'cache-'];
const signed = ['private-', 'private-cache-', 'private-encrypted-', 'private-encrypted-cache-'];
const presence = ['presence-', 'presence-cache-'];
const cached = (prefix) => prefix.includes('cache-');
/** Drops what a cached channel says when nothing was published. */
const settle = async (socket, prefix) => cached(prefix) && assert.equal((await socket.next()).event, 'pusher:cache_miss');

section('3.1 kinds of channels', () => {
  for (const prefix of open) {
    test(`3.1 ${prefix || 'a public name'} needs no signature (R19)`, async (t) => {
      const socket = await connect(t);
      await subscribe(socket, unique(prefix || 'x'));
      await settle(socket, prefix);
      await alive(socket);
    });
  }

  for (const prefix of [...signed, ...presence]) {
    test(`3.1 ${prefix} needs a signature (R19, R23)`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix);
      const how = prefix.startsWith('presence') ? { channelData: member('u') } : {};
      ask(socket, channel, { ...how, auth: '' });
      await refused(socket, channel);
      await subscribe(socket, channel, how);
      await settle(socket, prefix);
      await alive(socket);
    });
  }

  for (const prefix of presence) {
    test(`3.1 ${prefix} has a roster, and needs channel_data (R25)`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix);
      assert.deepEqual((await subscribe(socket, channel, { channelData: member('u') })).presence.ids, ['u']);
      await settle(socket, prefix);
      ask(socket, `${channel}2`);
      await refused(socket, `${channel}2`, { code: null, type: 'InvalidChannelData', status: 400 });
    });
  }

  for (const prefix of [...open, ...signed]) {
    test(`3.1 ${prefix || 'a public name'} has no roster`, async (t) => {
      const data = await subscribe(await connect(t), unique(prefix || 'x'));
      assert.deepEqual(data, {});
    });
  }
});

section('3.1 prefixes stand at the beginning', () => {
  const publicNames = [
    'my-private-room',
    'my-presence-room',
    'my-cache-room',
    'xprivate-',
    'Private-room',
    'PRESENCE-room',
    'Cache-room',
    'privateer',
    'private',
    'presence',
    'presenceroom',
    'cache',
    'cached-',
    '-private-x',
    'encrypted-x',
    'client-42',
    '=private-x',
    'privat-e',
    'server-to-user-x',
    'developer-inbox',
    'chat-channel',
    'leaderboard-channel',
    'notification-channel',
    'progress-channel',
    'class-7-channel',
    'admin-channel',
  ];
  for (const name of publicNames) {
    test(`3.1 ${name} is an ordinary public channel (R19, R20, R21)`, async (t) => {
      const socket = await connect(t);
      assert.deepEqual(await subscribe(socket, `${name}${unique('.')}`), {});
      await alive(socket); // no cache_miss either
    });
  }

  for (const [name, isCached] of [
    ['private-my-cache-x', false],
    ['private-presence-x', false],
    ['private-encryptedx', false],
    ['private-encrypted-x', false],
    ['private-Cache-x', false],
    ['private-cachex', false],
    ['private-encrypted-cachex', false],
    ['private-cache-encrypted-x', true],
    ['private-encrypted-cache-x', true],
    ['private-user-7', false],
    ['private-', false],
  ]) {
    test(`3.1 ${name} is private, and ${isCached ? 'cached' : 'not cached'} (R19)`, async (t) => {
      const socket = await connect(t);
      const channel = name + (name === 'private-' ? '' : unique('.'));
      assert.deepEqual(await subscribe(socket, channel), {});
      if (isCached) assert.equal((await socket.next()).event, 'pusher:cache_miss');
      await alive(socket);
    });
  }

  for (const name of ['cache-private-x', 'cache-presence-x', 'cache-cache-x', 'cache-']) {
    test(`3.1 ${name} is cached, and public (R19)`, async (t) => {
      const socket = await connect(t);
      const channel = name === 'cache-' ? name : name + unique('.');
      assert.deepEqual(await subscribe(socket, channel), {});
      assert.equal((await socket.next()).event, 'pusher:cache_miss');
      await alive(socket);
    });
  }

  for (const [name, isCached] of [
    ['presence-private-x', false],
    ['presence-my-cache-x', false],
    ['presence-cache-x', true],
    ['presence-encrypted-x', false],
  ]) {
    test(`3.1 ${name} is a presence channel, and ${isCached ? 'cached' : 'not cached'} (R19)`, async (t) => {
      const socket = await connect(t);
      const { presence: roster } = await subscribe(socket, name + unique('.'), { channelData: member('u') });
      assert.equal(roster.count, 1);
      if (isCached) assert.equal((await socket.next()).event, 'pusher:cache_miss');
      await alive(socket);
    });
  }

  for (const channel of ['#room', '#', '##server-to-user-x', 'x#server-to-user-x', '#Server-to-user-x', '#server-to-user', '#private-x']) {
    test(`3.1 ${channel}: # stands only before server-to-user- (R19)`, async (t) => {
      const socket = await connect(t);
      ask(socket, channel);
      await refused(socket, channel, invalid);
      assertRefused(await post('/events', event(channel)), 400, 'invalid-channel');
    });
  }

  test('3.1 a channel exists while it has a subscription', async (t) => {
    const channel = unique('room');
    assert.deepEqual((await get(`/channels/${channel}`)).json, { occupied: false });
    await subscribe(await connect(t, { app: raw }), channel);
    await eventually(async () => assert.deepEqual((await get(`/channels/${channel}`)).json, { occupied: true }));
  });

  test('3.1 one connection may have a thousand channels', async (t) => {
    const socket = await connect(t);
    const name = unique('many');
    for (let n = 0; n < 1000; n++) ask(socket, `${name}-${n}`);
    for (let n = 0; n < 1000; n++) assert.equal((await socket.next()).channel, `${name}-${n}`);
    await post('/events', event(`${name}-999`));
    assert.equal((await socket.next()).channel, `${name}-999`);
  });
});
