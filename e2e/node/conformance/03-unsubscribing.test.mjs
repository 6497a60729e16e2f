// Section 3.3: leaving a channel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, publish } from './api.mjs';
import { alive, ask, connect, error, eventually, member, published, section, subscribe, unsubscribe } from './client.mjs';
import { unique } from './target.mjs';

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

section('3.3 unsubscribing', () => {
  for (const prefix of kinds) {
    test(`3.3 ${prefix || 'public'}: no answer, no event any more, and a new subscription works`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix || 'x');
      await subscribe(socket, channel, how(prefix));
      await settle(socket, prefix);
      unsubscribe(socket, channel);
      await alive(socket);
      await published(t, channel, 'n', '1', { how: how(prefix) });
      await alive(socket);
      await subscribe(socket, channel, how(prefix));
      if (prefix.includes('cache-')) assert.equal((await socket.next()).data, '1');
      await publish(channel, 'n', '2');
      assert.equal((await socket.next()).data, '2');
    });
  }

  for (const channel of ['nowhere', 'private-nowhere', 'presence-nowhere', 'not a name', '', '#server-to-user-x']) {
    test(`3.3 leaving ${JSON.stringify(channel)} without a subscription is told so, in the observed words (R28)`, async (t) => {
      const socket = await connect(t);
      unsubscribe(socket, channel);
      assert.equal(await error(socket, null), `No current subscription to channel ${channel}, or subscription in progress`);
      await alive(socket);
    });
  }

  test('3.3 leaving one channel leaves the others', async (t) => {
    const socket = await connect(t);
    const [one, other] = [unique('a'), unique('b')];
    await subscribe(socket, one);
    await subscribe(socket, other);
    unsubscribe(socket, one);
    await alive(socket);
    await publish([one, other], 'n', '1');
    assert.equal((await socket.next()).channel, other);
    await alive(socket);
  });

  for (const prefix of ['', 'private-', 'presence-']) {
    test(`3.3 ${prefix || 'public'}: a hundred subscribes and unsubscribes end in the state of the last (R28)`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix || 'x');
      for (let n = 0; n < 100; n++) {
        ask(socket, channel, how(prefix));
        unsubscribe(socket, channel);
      }
      ask(socket, channel, how(prefix));
      await eventually(async () => {
        await publish(channel, 'probe', '');
        await socket.until(({ event }) => event === 'probe', 200);
      });
      await publish(channel, 'n', '1');
      await publish(channel, 'n', '2');
      const came = [await socket.until(({ event }) => event === 'n'), await socket.next()];
      assert.deepEqual(
        came.map(({ data }) => data),
        ['1', '2'],
        'once each',
      );
    });
  }

  test('3.3 the end of a connection ends its subscriptions', async (t) => {
    const socket = await connect(t);
    const channel = unique('room');
    await subscribe(socket, channel);
    await eventually(async () => assert.equal((await get(`/channels/${channel}`)).json.occupied, true));
    socket.cut();
    await eventually(async () => assert.equal((await get(`/channels/${channel}`)).json.occupied, false));
  });
});
