// The Node server library, current and previous major, unmodified (R2).
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { test } from 'node:test';
import Pusher from 'pusher';
import Pusher4 from 'pusher-4';
import { connect, eventually, join, section, subscribe } from './client.mjs';
import { publishUrl, stock, unique } from './target.mjs';

const of = (Library, more) =>
  new Library({
    appId: stock.id,
    key: stock.key,
    secret: stock.secret,
    host: publishUrl.hostname,
    port: publishUrl.port,
    useTLS: false,
    ...more,
  });
/** A subscriber on the other gateway; counts are not what these cases look at. */
const heard = async (t, channel) => {
  const socket = await connect(t, { app: stock });
  await subscribe(socket, channel);
  return () => socket.until(({ event }) => event !== 'pusher_internal:subscription_count');
};
const json = async (answer) => (await answer).json();

for (const [name, Library] of [
  ['pusher 5', Pusher],
  ['pusher 4', Pusher4],
]) {
  section(`12 ${name}`, () => {
    for (const [what, data, text] of [
      ['an object', { a: [1, 'ü😀'] }, '{"a":[1,"ü😀"]}'],
      ['a string', 'hello', 'hello'],
      ['a string of JSON', '{ "a" : 1 }', '{ "a" : 1 }'],
      ['an array', [1, 2], '[1,2]'],
      ['text with percent, plus and ampersand', 'a%20b+c&d=e', 'a%20b+c&d=e'],
    ]) {
      test(`12 ${name}: trigger with ${what} (R22)`, async (t) => {
        const channel = unique('x');
        const next = await heard(t, channel);
        const answer = await of(Library).trigger(channel, 'n', data);
        assert.equal(answer.status, 200);
        assert.deepEqual(await next(), { event: 'n', channel, data: text });
      });
    }

    test(`12 ${name}: trigger on a hundred channels (R36)`, async (t) => {
      const channels = Array.from({ length: 100 }, () => unique('x'));
      const next = await heard(t, channels[99]);
      await of(Library).trigger(channels, 'n', {});
      assert.equal((await next()).channel, channels[99]);
    });

    test(`12 ${name}: the excluded socket (R36)`, async (t) => {
      const channel = unique('x');
      const [one, other] = [await connect(t, { app: stock }), await connect(t, { app: stock })];
      for (const socket of [one, other]) await subscribe(socket, channel);
      const exclude = Library === Pusher ? { socket_id: one.id } : one.id;
      await of(Library).trigger(channel, 'n', '1', exclude);
      await of(Library).trigger(channel, 'n', '2');
      const next = (socket) => socket.until(({ event }) => event === 'n');
      assert.equal((await next(one)).data, '2');
      assert.equal((await next(other)).data, '1');
    });

    test(`12 ${name}: a batch (R38)`, async (t) => {
      const channel = unique('x');
      const next = await heard(t, channel);
      await of(Library).triggerBatch(['1', '2', '3'].map((data) => ({ channel, name: 'n', data })));
      for (const data of ['1', '2', '3']) assert.equal((await next()).data, data);
    });

    test(`12 ${name}: channels, one channel, its users, info with commas (R39)`, async (t) => {
      const channel = unique('presence-');
      await join(await connect(t, { app: stock }), channel, 'ana');
      const server = of(Library);
      await eventually(async () => {
        const list = await json(
          server.get({ path: '/channels', params: { filter_by_prefix: channel, info: 'user_count,subscription_count' } }),
        );
        assert.deepEqual(list, { channels: { [channel]: { user_count: 1 } } });
        assert.deepEqual(await json(server.get({ path: `/channels/${channel}`, params: { info: 'user_count' } })), {
          occupied: true,
          user_count: 1,
        });
        assert.deepEqual(await json(server.get({ path: `/channels/${channel}/users` })), { users: [{ id: 'ana' }] });
      });
    });

    for (const [what, options, status] of [
      ['a wrong secret', { secret: 'wrong' }, 401],
      ['a wrong key', { key: 'wrong' }, 401],
      ['a wrong app id', { appId: 'wrong' }, 401],
    ]) {
      test(`12 ${name}: ${what} is an error with the status and our words (R40)`, async () => {
        const failure = await of(Library, options)
          .trigger('x', 'n', {})
          .then(assert.fail, (reason) => reason);
        assert.equal(failure.status, status);
        assert.equal(JSON.parse(failure.body).status, status);
      });
    }

    test(`12 ${name}: an event that is too large is an error 413 (R41)`, async () => {
      const failure = await of(Library)
        .trigger('x', 'n', 'x'.repeat(10_241))
        .then(assert.fail, (reason) => reason);
      assert.equal(failure.status, 413);
    });
  });
}

section('12 pusher 5 alone', () => {
  test('12 pusher 5: info with a trigger (R36)', async (t) => {
    const channel = unique('presence-');
    await join(await connect(t, { app: stock }), channel, 'ana');
    await eventually(async () => {
      const answer = await json(of(Pusher).trigger(channel, 'n', {}, { info: 'user_count,subscription_count' }));
      assert.deepEqual(answer, { channels: { [channel]: { user_count: 1 } } });
    });
  });

  test('12 pusher 5: info with a batch (R38)', async (t) => {
    const channel = unique('x');
    await subscribe(await connect(t, { app: stock }), channel);
    await eventually(async () => {
      const answer = await json(of(Pusher).triggerBatch([{ channel, name: 'n', data: '', info: 'subscription_count' }]));
      assert.deepEqual(answer, { batch: [{ subscription_count: 1 }] });
    });
  });

  test('12 pusher 5: the cluster value alone, with a path prefix, signs what the gateway verifies (R3)', async (t) => {
    const channel = unique('x');
    const next = await heard(t, channel);
    const lookup = dns.lookup;
    dns.lookup = (host, ...rest) => lookup(host.endsWith('.conformance.test') ? '127.0.0.1' : host, ...rest);
    t.after(() => (dns.lookup = lookup));
    const server = new Pusher({
      appId: stock.id,
      key: stock.key,
      secret: stock.secret,
      useTLS: false,
      cluster: `rt.conformance.test:${publishUrl.port}/p`,
    });
    await server.trigger(channel, 'n', '1');
    assert.equal((await next()).data, '1');
  });
});
