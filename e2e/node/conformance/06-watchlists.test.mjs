// Section 6.4: being told who of one's watchlist is online.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alive, askToSignIn, connect, error, join, section } from './client.mjs';
import { plain, publishUrl, unique } from './target.mjs';

/** Signs in; what follows the confirmation is the case's. */
async function watch(t, watchlist, { id = unique('watcher'), ...how } = {}) {
  const socket = await connect(t, how);
  askToSignIn(socket, JSON.stringify({ id, watchlist }));
  assert.equal((await socket.next()).event, 'pusher:signin_success');
  return socket;
}

const signedIn = async (t, id, how) => watch(t, undefined, { id, ...how });

/** The next watchlist frame; it has no channel. */
async function told(socket) {
  const { event, data, ...rest } = await socket.next();
  assert.deepEqual({ event, rest }, { event: 'pusher_internal:watchlist_events', rest: {} });
  assert.equal(typeof data, 'string');
  const { events, ...more } = JSON.parse(data);
  assert.deepEqual(more, {});
  for (const each of events) assert.deepEqual(Object.keys(each).sort(), ['name', 'user_ids']);
  return events;
}

const users = (prefix, count) => Array.from({ length: count }, (_, n) => unique(`${prefix}${n}-`));
const online = (...ids) => ({ name: 'online', user_ids: ids });
const offline = (...ids) => ({ name: 'offline', user_ids: ids });

section('6.4 watchlist', () => {
  test('6.4 after the sign-in: who is online and who is not (R33)', async (t) => {
    const [here, there, away] = users('u', 3);
    await signedIn(t, here);
    await signedIn(t, there, { url: publishUrl });
    const watcher = await watch(t, [here, there, away]);
    const events = await told(watcher);
    const everything = [...events];
    // What this gateway has not read yet of another comes as a change.
    while (!everything.flatMap(({ name, user_ids: ids }) => (name === 'online' ? ids : [])).includes(there))
      everything.push(...(await told(watcher)));
    const state = {};
    for (const { name, user_ids: ids } of everything) for (const id of ids) state[id] = name;
    assert.deepEqual(state, { [here]: 'online', [there]: 'online', [away]: 'offline' });
  });

  for (const [what, how] of [
    ['the same gateway', {}],
    ['the publishing gateway', { url: publishUrl }],
  ]) {
    test(`6.4 a change on ${what} is told, each once (R33)`, async (t) => {
      const [id] = users('u', 1);
      const watcher = await watch(t, [id]);
      assert.deepEqual(await told(watcher), [offline(id)]);
      for (let n = 0; n < 3; n++) {
        const socket = await signedIn(t, id, how);
        assert.deepEqual(await told(watcher), [online(id)]);
        socket.cut();
        assert.deepEqual(await told(watcher), [offline(id)]);
      }
    });
  }

  test('6.4 online is one connection at least, offline none: further ones are no change (R33)', async (t) => {
    const [id, mark] = users('u', 2);
    const watcher = await watch(t, [id, mark]);
    assert.deepEqual(await told(watcher), [offline(id, mark)]);
    const first = await signedIn(t, id);
    assert.deepEqual(await told(watcher), [online(id)]);
    const second = await signedIn(t, id);
    first.cut();
    await signedIn(t, mark);
    assert.deepEqual(await told(watcher), [online(mark)]);
    second.cut();
    assert.deepEqual(await told(watcher), [offline(id)]);
  });

  test('6.4 the same user signing in again on one connection is no change (R33)', async (t) => {
    const [id, mark] = users('u', 2);
    const watcher = await watch(t, [id, mark]);
    await told(watcher);
    const socket = await signedIn(t, id);
    assert.deepEqual(await told(watcher), [online(id)]);
    askToSignIn(socket, JSON.stringify({ id }));
    assert.equal((await socket.next()).event, 'pusher:signin_success');
    await signedIn(t, mark);
    assert.deepEqual(await told(watcher), [online(mark)]);
  });

  test('6.4 presence members who are not signed in are not online (R33)', async (t) => {
    const [id, mark] = users('u', 2);
    const watcher = await watch(t, [id, mark]);
    await told(watcher);
    await join(await connect(t), unique('presence-'), id);
    await signedIn(t, mark);
    assert.deepEqual(await told(watcher), [online(mark)]);
  });

  test('6.4 two who watch each other are told of each other (R33)', async (t) => {
    const [ana, bo] = users('u', 2);
    const one = await watch(t, [bo], { id: ana });
    assert.deepEqual(await told(one), [offline(bo)]);
    const other = await watch(t, [ana], { id: bo });
    assert.deepEqual(await told(other), [online(ana)]);
    assert.deepEqual(await told(one), [online(bo)]);
    other.cut();
    assert.deepEqual(await told(one), [offline(bo)]);
  });

  test('6.4 users of another app are not those of this one (R33)', async (t) => {
    const [id, mark] = users('u', 2);
    const watcher = await watch(t, [id, mark]);
    await told(watcher);
    await signedIn(t, id, { app: plain });
    await signedIn(t, mark);
    assert.deepEqual(await told(watcher), [online(mark)]);
  });

  for (const [what, watchlist] of [
    ['no watchlist', undefined],
    ['an empty watchlist', []],
    ['watchlist null', null],
  ]) {
    test(`6.4 ${what}: nothing is told (R33)`, async (t) => {
      await alive(await watch(t, watchlist));
    });
  }

  test('6.4 a hundred ids are watched (R33)', async (t) => {
    const ids = users('u', 100);
    const watcher = await watch(t, ids);
    assert.deepEqual(await told(watcher), [offline(...ids)]);
    await signedIn(t, ids[99]);
    assert.deepEqual(await told(watcher), [online(ids[99])]);
  });

  test('6.4 of 101 ids the first hundred are watched, and 4302 says so; the sign-in holds (R33)', async (t) => {
    const ids = users('u', 101);
    const watcher = await watch(t, ids);
    const frames = [await watcher.next(), await watcher.next()].sort((one, other) => (one.event < other.event ? -1 : 1));
    assert.deepEqual({ ...frames[0], data: frames[0].data.code }, { event: 'pusher:error', data: 4302 });
    assert.deepEqual(JSON.parse(frames[1].data).events, [offline(...ids.slice(0, 100))]);
    await signedIn(t, ids[100]);
    await signedIn(t, ids[0]);
    assert.deepEqual(await told(watcher), [online(ids[0])]);
  });

  test('6.4 an id that stands twice is told once (R33)', async (t) => {
    const [id] = users('u', 1);
    assert.deepEqual(await told(await watch(t, [id, id])), [offline(id)]);
  });

  for (const watchlist of ['"u"', '{}', '1', 'true', '[1]', '[null]', '["u",{}]', '[""]']) {
    test(`6.4 the watchlist ${watchlist} fails the sign-in with 4009 (R33)`, async (t) => {
      const socket = await connect(t);
      askToSignIn(socket, `{"id":"u","watchlist":${watchlist}}`);
      await error(socket, 4009);
      await alive(socket);
    });
  }

  test('6.4 switched off: signing in works, nothing is told, not even of too many (R33)', async (t) => {
    const ids = users('u', 101);
    const watcher = await watch(t, ids, { app: plain });
    await signedIn(t, ids[0], { app: plain });
    await alive(watcher);
  });
});
