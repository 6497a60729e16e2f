// Sections 9.5 to 9.7: what servers are told of channels, the same on every gateway.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, get } from './api.mjs';
import { connect, eventually, join, section, signIn, subscribe, unsubscribe } from './client.mjs';
import { counts, plain, publishUrl, raw, subscribeUrl, unique } from './target.mjs';

const gateways = { 'the publishing gateway': publishUrl, "the subscribers' gateway": subscribeUrl };

section('9.5 GET /channels', () => {
  for (const [where, url] of Object.entries(gateways)) {
    test(`9.5 all occupied channels that begin so, each with {} (R39), on ${where}`, async (t) => {
      const prefix = unique('list-');
      const [one, other] = [await connect(t), await connect(t, { url: publishUrl })];
      await subscribe(one, `${prefix}.a`);
      await subscribe(one, `${prefix}.b`);
      await subscribe(other, `${prefix}.b`);
      await subscribe(other, `${prefix.slice(0, -1)}`);
      await eventually(async () => {
        const { json } = await get('/channels', { filter_by_prefix: `${prefix}.` }, { url });
        assert.deepEqual(json, { channels: { [`${prefix}.a`]: {}, [`${prefix}.b`]: {} } });
      });
    });

    test(`9.5 user_count of presence channels: users, not connections (R39), on ${where}`, async (t) => {
      const channel = unique('presence-');
      for (const [user, socketUrl] of [
        ['a', publishUrl],
        ['a', subscribeUrl],
        ['b', subscribeUrl],
      ])
        await join(await connect(t, { url: socketUrl }), channel, user);
      await eventually(async () => {
        const { json } = await get('/channels', { filter_by_prefix: channel, info: 'user_count' }, { url });
        assert.deepEqual(json, { channels: { [channel]: { user_count: 2 } } });
      });
    });
  }

  test('9.5 nothing fits: an empty object, not a list (R39)', async () => {
    const answer = await get('/channels', { filter_by_prefix: unique('nothing') });
    assert.deepEqual([answer.status, answer.text], [200, '{"channels":{}}']);
  });

  test('9.5 without a filter all channels of the app are told, and none of another app (R39)', async (t) => {
    const [mine, theirs] = [unique('list-'), unique('list-')];
    await subscribe(await connect(t), mine);
    await subscribe(await connect(t, { app: plain }), theirs);
    await eventually(async () => {
      const { json } = await get('/channels');
      assert.ok(mine in json.channels && !(theirs in json.channels));
    });
  });

  test('9.5 subscription_count where the app has it (R39)', async (t) => {
    const channel = unique('list-');
    await subscribe(await connect(t, { app: counts }), channel);
    await subscribe(await connect(t, { app: counts }), channel).catch(() => {});
    await eventually(async () => {
      const { json } = await get('/channels', { filter_by_prefix: channel, info: 'subscription_count' }, { app: counts });
      assert.deepEqual(json, { channels: { [channel]: { subscription_count: 2 } } });
    });
  });

  for (const prefix of [undefined, '', 'private-', 'presence', 'x-presence-', 'Presence-']) {
    test(`9.5 user_count with the filter ${JSON.stringify(prefix)}: 400 (R39)`, async () => {
      assertRefused(await get('/channels', { info: 'user_count', ...(prefix === undefined ? {} : { filter_by_prefix: prefix }) }), 400);
    });
  }

  for (const prefix of ['presence-', 'presence-x', 'presence-cache-']) {
    test(`9.5 user_count with the filter ${prefix} is told (R39)`, async () => {
      assert.equal((await get('/channels', { info: 'user_count', filter_by_prefix: prefix })).status, 200);
    });
  }

  test('9.5 who left is not told any more (R39)', async (t) => {
    const channel = unique('list-');
    const socket = await connect(t);
    await subscribe(socket, channel);
    await eventually(async () =>
      assert.deepEqual((await get('/channels', { filter_by_prefix: channel })).json.channels, { [channel]: {} }),
    );
    unsubscribe(socket, channel);
    await eventually(async () => assert.deepEqual((await get('/channels', { filter_by_prefix: channel })).json.channels, {}));
  });

  test('9.5 the places of signed-in users are no channels (R39)', async (t) => {
    const id = unique('u');
    const socket = await connect(t);
    await signIn(socket, { id });
    const channel = unique('list-');
    await subscribe(socket, channel);
    await eventually(async () => {
      const { channels } = (await get('/channels')).json;
      assert.ok(channel in channels);
      assert.ok(!Object.keys(channels).some((name) => name.includes(id)));
    });
  });
});

section('9.6 GET /channels/NAME', () => {
  for (const [where, url] of Object.entries(gateways)) {
    test(`9.6 occupied, and user_count where asked (R39), on ${where}`, async (t) => {
      const channel = unique('presence-');
      await join(await connect(t), channel, 'u');
      await eventually(async () => {
        assert.deepEqual((await get(`/channels/${channel}`, {}, { url })).json, { occupied: true });
        assert.deepEqual((await get(`/channels/${channel}`, { info: 'user_count' }, { url })).json, { occupied: true, user_count: 1 });
      });
    });

    test(`9.6 subscription_count where asked and switched on (R39), on ${where}`, async (t) => {
      const channel = unique('x');
      await subscribe(await connect(t, { app: counts }), channel);
      await eventually(async () => {
        const { json } = await get(`/channels/${channel}`, { info: 'subscription_count' }, { app: counts, url });
        assert.deepEqual(json, { occupied: true, subscription_count: 1 });
      });
    });
  }

  for (const channel of ['x', 'private-x', 'cache-x', 'my-presence-x', 'presence']) {
    test(`9.6 user_count of ${channel}: 400 (R39)`, async () => {
      assertRefused(await get(`/channels/${channel}`, { info: 'user_count' }), 400);
    });
  }

  for (const channel of ['x', 'private-x', 'presence-x', 'presence-cache-x', 'cache-x', 'private-encrypted-x']) {
    test(`9.6 ${channel} with nobody in it: 200, occupied false (R39)`, async () => {
      const answer = await get(`/channels/${channel}${unique('.')}`);
      assert.deepEqual([answer.status, answer.json], [200, { occupied: false }]);
    });
  }

  test('9.6 a vacant presence channel has no users (R39)', async () => {
    assert.deepEqual((await get(`/channels/${unique('presence-')}`, { info: 'user_count' })).json, { occupied: false, user_count: 0 });
  });

  for (const [what, write] of [
    ['as it is', (name) => name],
    ['percent-encoded', encodeURIComponent],
    ['encoded to the last letter', (name) => [...name].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
  ]) {
    test(`9.6 a name with all allowed marks, ${what}, is that channel's (R39)`, async (t) => {
      const channel = `${unique('x')}_-=@,.;y`;
      await subscribe(await connect(t), channel);
      await eventually(async () => assert.deepEqual((await get(`/channels/${write(channel)}`)).json, { occupied: true }));
      assert.deepEqual((await get(`/channels/${write(channel.slice(0, -2))}`)).json, { occupied: false });
    });
  }

  for (const name of ['a%20b', 'a%2Fb', '%23x', '%', '%zz', '%ff', 'x'.repeat(201), 'a+b', '%00']) {
    test(`9.6 the name ${name.slice(0, 12)}: 400 (R39)`, async () => {
      assert.equal((await get(`/channels/${name}`)).status, 400);
    });
  }

  test('9.6 several attributes at once (R39)', async () => {
    const { json } = await get(`/channels/${unique('presence-cache-')}`, { info: 'user_count,cache' });
    assert.deepEqual(json, { occupied: false, user_count: 0, cache: null });
  });

  test('9.6 attributes that are not known are ignored (R39)', async () => {
    assert.deepEqual((await get(`/channels/${unique('x')}`, { info: 'colour, ,' })).json, { occupied: false });
  });

  test('9.6 apps are apart: the channel of another app is not occupied here (R39)', async (t) => {
    const channel = unique('x');
    await subscribe(await connect(t), channel);
    await eventually(async () => assert.equal((await get(`/channels/${channel}`)).json.occupied, true));
    assert.equal((await get(`/channels/${channel}`, {}, { app: plain })).json.occupied, false);
    assert.equal(raw.id, 'raw-id');
  });
});

section('9.7 GET /channels/NAME/users', () => {
  for (const [where, url] of Object.entries(gateways)) {
    test(`9.7 each user once, ids as strings, nothing else of them (R39), on ${where}`, async (t) => {
      const channel = unique('presence-');
      await join(await connect(t), channel, 10, { secret: true });
      await join(await connect(t, { url: publishUrl }), channel, '10');
      await join(await connect(t, { url: publishUrl }), channel, 'ü/"😀');
      await eventually(async () => {
        const { json } = await get(`/channels/${channel}/users`, {}, { url });
        assert.deepEqual({ users: [...json.users].sort((a, b) => (a.id < b.id ? -1 : 1)) }, { users: [{ id: '10' }, { id: 'ü/"😀' }] });
      });
    });
  }

  for (const channel of ['x', 'private-x', 'cache-x', 'my-presence-x', 'presence', 'private-encrypted-x']) {
    test(`9.7 ${channel} is no presence channel: 400 (R39)`, async () => {
      assertRefused(await get(`/channels/${channel}/users`), 400);
    });
  }

  for (const prefix of ['presence-', 'presence-cache-']) {
    test(`9.7 nobody in ${prefix}: an empty list (R39)`, async () => {
      const answer = await get(`/channels/${unique(prefix)}/users`);
      assert.deepEqual([answer.status, answer.text], [200, '{"users":[]}']);
    });
  }

  test('9.7 who left is not told any more (R39)', async (t) => {
    const channel = unique('presence-');
    const socket = await connect(t);
    await join(socket, channel, 'u');
    await eventually(async () => assert.equal((await get(`/channels/${channel}/users`)).json.users.length, 1));
    socket.cut();
    await eventually(async () => assert.deepEqual((await get(`/channels/${channel}/users`)).json, { users: [] }));
  });
});
