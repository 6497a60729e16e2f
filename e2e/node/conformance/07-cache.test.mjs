// Section 7.1: channels that keep their last event.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, get, post, publish } from './api.mjs';
import { alive, ask, connect, eventually, member, published, refused, section, subscribe, unsubscribe } from './client.mjs';
import { plain, publishUrl, raw, unique } from './target.mjs';

const kinds = ['cache-', 'private-cache-', 'private-encrypted-cache-', 'presence-cache-'];
const how = (prefix, user = 'u') => (prefix.startsWith('presence') ? { channelData: member(user) } : {});
const miss = (channel) => ({ event: 'pusher:cache_miss', channel, data: '{}' });

/** A newcomer; what follows its confirmation is the case's. */
const newcomer = async (t, channel, prefix, more) => {
  const socket = await connect(t, more);
  await subscribe(socket, channel, how(prefix));
  return socket;
};

for (const prefix of kinds) {
  section(`7.1 ${prefix}`, () => {
    test(`7.1 ${prefix}: with nothing published: the confirmation, then a miss (R49)`, async (t) => {
      const channel = unique(prefix);
      const socket = await newcomer(t, channel, prefix);
      assert.deepEqual(await socket.next(), miss(channel));
      await alive(socket);
    });

    test(`7.1 ${prefix}: the last event as a normal frame, behind the confirmation, to the newcomer alone (R49)`, async (t) => {
      const channel = unique(prefix);
      const before = await newcomer(t, channel, prefix);
      await before.next();
      await publish(channel, 'old', '1');
      await publish(channel, 'last', '{"n": 2}');
      await before.next();
      await before.next();
      const socket = await newcomer(t, channel, prefix);
      assert.deepEqual(await socket.next(), { event: 'last', channel, data: '{"n": 2}' });
      await alive(socket);
      await alive(before);
    });

    test(`7.1 ${prefix}: what follows is live, without gap or repeat (R49)`, async (t) => {
      const channel = unique(prefix);
      await published(t, channel, 'n', '0', { how: how(prefix) });
      const socket = await newcomer(t, channel, prefix);
      for (let n = 1; n <= 5; n++) await publish(channel, 'n', String(n));
      for (let n = 0; n <= 5; n++) assert.equal((await socket.next()).data, String(n));
    });

    test(`7.1 ${prefix}: an event that nobody heard is kept (R49)`, async (t) => {
      const channel = unique(prefix);
      await publish(channel, 'n', '1');
      const socket = await connect(t);
      await eventually(async () => {
        await subscribe(socket, channel, how(prefix));
        const frame = await socket.next();
        if (frame.event === 'pusher:cache_miss') unsubscribe(socket, channel);
        assert.deepEqual(frame, { event: 'n', channel, data: '1' });
      });
    });

    test(`7.1 ${prefix}: an event of a batch is kept, the last one of it (R49)`, async (t) => {
      const channel = unique(prefix);
      const before = await newcomer(t, channel, prefix);
      await before.next();
      const answer = await post('/batch_events', { batch: ['1', '2'].map((data) => ({ name: 'n', channel, data })) });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual([(await before.next()).data, (await before.next()).data], ['1', '2']);
      assert.deepEqual(await (await newcomer(t, channel, prefix)).next(), { event: 'n', channel, data: '2' });
    });

    test(`7.1 ${prefix}: an event that left a socket out is kept, and that socket gets it when it comes anew (R49)`, async (t) => {
      const channel = unique(prefix);
      const [sender, other] = [await newcomer(t, channel, prefix), await newcomer(t, channel, prefix)];
      for (const socket of [sender, other]) await socket.next();
      await publish(channel, 'n', '1', { socket_id: sender.id });
      await other.next();
      assert.equal((await (await newcomer(t, channel, prefix)).next()).data, '1');
      unsubscribe(sender, channel);
      await subscribe(sender, channel, how(prefix));
      assert.equal((await sender.next()).data, '1');
    });

    test(`7.1 ${prefix}: it stays when all have left (R49)`, async (t) => {
      const channel = unique(prefix);
      await published(t, channel, 'n', '1', { how: how(prefix) });
      await eventually(async () => assert.equal((await get(`/channels/${channel}`)).json.occupied, false));
      assert.equal((await (await newcomer(t, channel, prefix)).next()).data, '1');
    });

    test(`7.1 ${prefix}: it is the same on every gateway (R49)`, async (t) => {
      const channel = unique(prefix);
      await published(t, channel, 'n', '1', { how: how(prefix), at: publishUrl });
      const socket = await newcomer(t, channel, prefix, { url: publishUrl });
      assert.deepEqual(await socket.next(), { event: 'n', channel, data: '1' });
    });

    test(`7.1 ${prefix}: info=cache tells the data and its time to live (R39)`, async (t) => {
      const channel = unique(prefix);
      assert.deepEqual((await get(`/channels/${channel}`, { info: 'cache' })).json, { occupied: false, cache: null });
      const before = await newcomer(t, channel, prefix);
      await before.next();
      await publish(channel, 'n', '{ "a" : 1 }');
      await before.next();
      await eventually(async () => {
        const { json } = await get(`/channels/${channel}`, { info: 'cache' });
        assert.equal(json.occupied, true);
        assert.equal(json.cache.data, '{ "a" : 1 }');
        assert.ok(Number.isInteger(json.cache.ttl) && json.cache.ttl > 1700 && json.cache.ttl <= 1800, String(json.cache.ttl));
        assert.deepEqual(Object.keys(json.cache).sort(), ['data', 'ttl']);
      });
    });
  });
}

section('7.1 what is cached', () => {
  for (const [what, data] of Object.entries({
    'an empty string': '',
    'spaces and order': '{ "b":1, "a":2 }',
    'text beyond ASCII': 'grüß 😀',
    'ten kilobytes': 'x'.repeat(10_240),
    escapes: '\u0000"\\',
  })) {
    test(`7.1 ${what} comes from the cache as it was given (R22)`, async (t) => {
      const channel = unique('cache-');
      await published(t, channel, 'n', data);
      assert.equal((await (await newcomer(t, channel, '')).next()).data, data);
    });
  }

  for (const prefix of ['', 'my-cache-', 'private-my-cache-', 'presence-x-cache-']) {
    test(`7.1 ${prefix || 'a public name'} is not cached: no event, no miss`, async (t) => {
      const channel = unique(prefix || 'x');
      await published(t, channel, 'n', '1', { how: how(prefix) });
      await alive(await newcomer(t, channel, prefix));
      assert.equal((await get(`/channels/${channel}`, { info: 'cache' })).json.cache, null);
    });
  }

  test('7.1 apps are apart (R49)', async (t) => {
    const channel = unique('cache-');
    await published(t, channel, 'n', '1');
    assert.deepEqual(await (await newcomer(t, channel, '', { app: plain })).next(), miss(channel));
  });

  test('7.1 each of the channels of one event keeps it (R49)', async (t) => {
    const channels = [unique('cache-'), unique('cache-'), unique('cache-')];
    const before = await connect(t);
    for (const channel of channels) {
      await subscribe(before, channel);
      await before.next();
    }
    await publish(channels, 'n', '1');
    for (let n = 0; n < 3; n++) await before.next();
    const socket = await connect(t);
    for (const channel of channels) {
      await subscribe(socket, channel);
      assert.deepEqual(await socket.next(), { event: 'n', channel, data: '1' });
    }
  });

  test('7.1 an event that was refused is not kept, and the one before stays', async (t) => {
    const channel = unique('cache-');
    await published(t, channel, 'n', '1');
    assertRefused(await post('/events', { name: 'n', channel, data: 'x'.repeat(10_241) }), 413);
    assert.equal((await (await newcomer(t, channel, '')).next()).data, '1');
  });

  test('7.1 who is refused gets neither the event nor a miss', async (t) => {
    const channel = unique('private-cache-');
    await published(t, channel, 'n', '1');
    const socket = await connect(t);
    ask(socket, channel, { auth: '' });
    await refused(socket, channel);
    await alive(socket);
  });

  test('7.1 who is subscribed already is not given it again', async (t) => {
    const channel = unique('cache-');
    const socket = await newcomer(t, channel, '');
    await socket.next();
    await publish(channel, 'n', '1');
    await socket.next();
    ask(socket, channel);
    assert.equal((await socket.next()).event, 'pusher:error');
    await alive(socket);
    assert.equal(socket.app, raw);
  });
});
