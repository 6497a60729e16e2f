// Section 4: the roster, who is told of whom, and when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, publish } from './api.mjs';
import { alive, ask, connect, error, eventually, join, member, section, unsubscribe } from './client.mjs';
import { publishUrl, subscribeUrl, unique } from './target.mjs';
import { added, removed, told } from './presence.mjs';

const both = [subscribeUrl, publishUrl];

for (const prefix of ['presence-', 'presence-cache-']) {
  const enter = async (socket, channel, userId, info) => {
    const roster = await join(socket, channel, userId, info);
    if (prefix === 'presence-cache-') assert.equal((await socket.next()).event, 'pusher:cache_miss');
    return roster;
  };

  section(`4 ${prefix}: who comes and goes`, () => {
    test(`4 ${prefix}: the first one finds itself (R25)`, async (t) => {
      assert.deepEqual(await enter(await connect(t), unique(prefix), 'ana', { n: 1 }), { ids: ['ana'], hash: { ana: { n: 1 } }, count: 1 });
    });

    test(`4 ${prefix}: the second one finds both, on whatever gateway; the first is told once, the second nothing (R25)`, async (t) => {
      const channel = unique(prefix);
      const [ana, bo] = [await connect(t), await connect(t, { url: publishUrl })];
      await enter(ana, channel, 'ana', { n: 1 });
      const roster = await enter(bo, channel, 'bo', { n: 2 });
      assert.deepEqual([...roster.ids].sort(), ['ana', 'bo']);
      assert.deepEqual({ ...roster, ids: 0 }, { ids: 0, hash: { ana: { n: 1 }, bo: { n: 2 } }, count: 2 });
      assert.deepEqual(await told(ana), added(channel, 'bo', { n: 2 }));
      await alive(bo);
      await alive(ana);
    });

    for (const [how, leave] of [
      ['unsubscribing', (socket, channel) => unsubscribe(socket, channel)],
      ['a cut line', (socket) => socket.cut()],
      ['a close', (socket) => socket.frame(8, Buffer.from([0x03, 0xe8]))],
    ]) {
      test(`4 ${prefix}: leaving by ${how}: the others are told once, the leaver nothing (R25)`, async (t) => {
        const channel = unique(prefix);
        const [ana, bo] = [await connect(t), await connect(t, { url: publishUrl })];
        await enter(ana, channel, 'ana');
        await enter(bo, channel, 'bo');
        assert.deepEqual(await told(ana), added(channel, 'bo'));
        leave(bo, channel);
        assert.deepEqual(await told(ana), removed(channel, 'bo'));
        await alive(ana);
        if (how === 'unsubscribing') await alive(bo);
      });
    }

    test(`4 ${prefix}: a further connection of a user is no join, and its end no leave (R25)`, async (t) => {
      const channel = unique(prefix);
      const watcher = await connect(t);
      await enter(watcher, channel, 'watcher');
      const tabs = [];
      for (const url of [...both, ...both]) tabs.push(await connect(t, { url }));
      const rosters = [];
      for (const tab of tabs) rosters.push(await enter(tab, channel, 'ana', { n: 1 }));
      for (const roster of rosters) assert.deepEqual([roster.count, roster.ids.length], [2, 2]);
      assert.deepEqual(await told(watcher), added(channel, 'ana', { n: 1 }));
      for (const tab of tabs.slice(1)) tab.cut();
      const late = await connect(t, { url: publishUrl });
      await enter(late, channel, 'late');
      assert.deepEqual(await told(watcher), added(channel, 'late'), 'nothing in between');
      tabs[0].cut();
      assert.deepEqual(await told(watcher), removed(channel, 'ana'));
    });

    test(`4 ${prefix}: twice on one connection is one subscription (R28)`, async (t) => {
      const channel = unique(prefix);
      const ana = await connect(t);
      await enter(ana, channel, 'ana');
      ask(ana, channel, { channelData: member('other') });
      assert.match(await error(ana, null), /^Existing subscription/);
      const bo = await connect(t);
      assert.deepEqual((await enter(bo, channel, 'bo')).ids.sort(), ['ana', 'bo']);
    });

    test(`4 ${prefix}: gone and back is told as gone and back (R25)`, async (t) => {
      const channel = unique(prefix);
      const [ana, bo] = [await connect(t), await connect(t)];
      await enter(ana, channel, 'ana');
      for (let n = 0; n < 5; n++) {
        await enter(bo, channel, 'bo', { n });
        assert.deepEqual(await told(ana), added(channel, 'bo', { n }));
        unsubscribe(bo, channel);
        assert.deepEqual(await told(ana), removed(channel, 'bo'));
      }
    });
  });
}

section('4 consistency', () => {
  test('4 thirty users come at once: roster and later joins make the same set for all, each exactly once (R104)', async (t) => {
    const channel = unique('presence-');
    const sockets = await Promise.all(Array.from({ length: 30 }, (_, n) => connect(t, { url: both[n % 2] })));
    sockets.forEach((socket, n) => ask(socket, channel, { channelData: member(`u${n}`) }));
    await Promise.all(
      sockets.map(async (socket) => {
        const known = JSON.parse((await socket.next()).data).presence.ids;
        while (known.length < 30) known.push((await told(socket)).data.user_id);
        assert.equal(new Set(known).size, 30, 'each once');
        await alive(socket);
      }),
    );
  });

  test('4 users come and go at once: what each was told adds up to the same set (R104)', async (t) => {
    const channel = unique('presence-');
    const watchers = await Promise.all(both.map((url) => connect(t, { url })));
    const sets = [];
    for (const [n, watcher] of watchers.entries()) sets.push(new Set((await join(watcher, channel, `watcher${n}`)).ids));
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const socket = await connect(t, { url: both[n % 2] });
        for (let round = 0; round < 3; round++) {
          ask(socket, channel, { channelData: member(`u${n % 6}`) });
          await socket.until(({ event }) => event.endsWith('succeeded'));
          if (round < 2 || n % 2) unsubscribe(socket, channel);
        }
        socket.send({ event: 'pusher:ping' });
        await socket.until(({ event }) => event === 'pusher:pong');
      }),
    );
    const expected = ['watcher0', 'watcher1', 'u0', 'u2', 'u4'].sort();
    for (const [n, watcher] of watchers.entries()) {
      while ([...sets[n]].sort().join() !== expected.join()) {
        const { event, data } = await told(watcher);
        const [joined, id] = [event.endsWith('added'), data.user_id];
        assert.equal(sets[n].has(id), !joined, `${event} ${id}`);
        if (joined) sets[n].add(id);
        else sets[n].delete(id);
      }
    }
    await eventually(async () => {
      const { json } = await get(`/channels/${channel}/users`);
      assert.deepEqual(json.users.map(({ id }) => id).sort(), expected);
    });
  });

  test('4 an event after the confirmation is seen by the newcomer', async (t) => {
    const channel = unique('presence-');
    const socket = await connect(t);
    await join(socket, channel, 'ana');
    await publish(channel, 'n', '1');
    assert.deepEqual(await socket.next(), { event: 'n', channel, data: '1' });
  });
});
