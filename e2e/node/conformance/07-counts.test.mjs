// Section 7.2: subscribers are told how many they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, post, publish } from './api.mjs';
import { alive, ask, connect, eventually, member, section, subscribe, unsubscribe } from './client.mjs';
import { counts, plain, publishUrl, subscribeUrl, unique } from './target.mjs';

const kinds = ['', 'private-', 'private-encrypted-', 'cache-', 'private-cache-', 'private-encrypted-cache-'];
const both = [subscribeUrl, publishUrl];
const LARGE_SECONDS = 5;

const count = (channel, number) => ({ event: 'pusher_internal:subscription_count', channel, data: `{"subscription_count":${number}}` });
/** Waits until it was told this number; a change may be told together with the next one. */
const toldOf = (socket, channel, number) => socket.until((frame) => JSON.stringify(frame) === JSON.stringify(count(channel, number)));
const enter = (t, channel, url = subscribeUrl) =>
  connect(t, { app: counts, url }).then(
    (socket) => (ask(socket, channel), socket.until(({ event }) => event.endsWith('succeeded')).then(() => socket)),
  );

section('7.2 counts', () => {
  for (const prefix of kinds) {
    test(`7.2 ${prefix || 'public'}: every change is told to all, the newcomer too, over all gateways (R34)`, async (t) => {
      const channel = unique(prefix || 'x');
      const ana = await enter(t, channel);
      await toldOf(ana, channel, 1);
      const bo = await enter(t, channel, publishUrl);
      for (const socket of [ana, bo]) await toldOf(socket, channel, 2);
      const cleo = await enter(t, channel);
      for (const socket of [ana, bo, cleo]) await toldOf(socket, channel, 3);
      unsubscribe(bo, channel);
      for (const socket of [ana, cleo]) await toldOf(socket, channel, 2);
      cleo.cut();
      await toldOf(ana, channel, 1);
    });
  }

  test('7.2 the frame has event, channel, and data as a string of JSON (R34)', async (t) => {
    const channel = unique('room');
    const socket = await enter(t, channel);
    const frame = await socket.next();
    assert.deepEqual(frame, count(channel, 1));
    assert.equal(typeof JSON.parse(frame.data).subscription_count, 'number');
  });

  for (const prefix of ['presence-', 'presence-cache-']) {
    test(`7.2 ${prefix}: nobody is told a count (R34)`, async (t) => {
      const channel = unique(prefix);
      const socket = await connect(t, { app: counts });
      await subscribe(socket, channel, { channelData: member('u') });
      if (prefix.includes('cache')) await socket.next();
      const other = await connect(t, { app: counts });
      await subscribe(other, channel, { channelData: member('v') });
      assert.equal((await socket.next()).event, 'pusher_internal:member_added');
      await publish(channel, 'n', '1', { app: counts });
      assert.equal((await socket.next()).event, 'n');
    });
  }

  test('7.2 who left is not told (R34)', async (t) => {
    const channel = unique('room');
    const [ana, bo] = [await enter(t, channel), await enter(t, channel)];
    await toldOf(ana, channel, 2);
    await toldOf(bo, channel, 2);
    unsubscribe(bo, channel);
    await toldOf(ana, channel, 1);
    await alive(bo);
  });

  test('7.2 switched off: nobody is told, and HTTP does not know the number (R34)', async (t) => {
    const channel = unique('room');
    const socket = await connect(t, { app: plain });
    await subscribe(socket, channel);
    await publish(channel, 'n', '1', { app: plain });
    assert.equal((await socket.next()).event, 'n');
    const answer = await get(`/channels/${channel}`, { info: 'subscription_count' }, { app: plain });
    assert.ok(!answer.text.includes('"subscription_count":'), answer.text);
    const { json } = await post('/events', { name: 'n', channel, data: '', info: 'subscription_count' }, { app: plain });
    assert.deepEqual(json, { channels: { [channel]: {} } });
  });

  test('7.2 HTTP tells the same number on every gateway (R39)', async (t) => {
    const channel = unique('room');
    await Promise.all(Array.from({ length: 7 }, (_, n) => enter(t, channel, both[n % 2])));
    for (const url of both) {
      await eventually(async () => {
        const { json } = await get(`/channels/${channel}`, { info: 'subscription_count' }, { app: counts, url });
        assert.deepEqual(json, { occupied: true, subscription_count: 7 });
      });
    }
  });

  test('7.2 a hundred are told every change, above it is told at most every 5 s, and the last number in any case (R34)', async (t) => {
    const channel = unique('room');
    const sockets = await Promise.all(Array.from({ length: 99 }, (_, n) => enter(t, channel, both[n % 2])));
    const watcher = await enter(t, channel);
    await toldOf(watcher, channel, 100);
    const over = await enter(t, channel);
    await toldOf(watcher, channel, 101);
    const told = Date.now();
    await enter(t, channel);
    await enter(t, channel, publishUrl);
    assert.deepEqual(await watcher.next(), count(channel, 103), 'no number in between');
    const waited = (Date.now() - told) / 1000;
    assert.ok(waited > LARGE_SECONDS - 1, `${waited} s`);
    await toldOf(over, channel, 103);
    assert.equal(sockets.length, 99);
  });
});
