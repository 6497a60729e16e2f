// Laravel Echo, unmodified, over pusher-js of both majors (R2).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Echo from 'laravel-echo';
import Pusher from 'pusher';
import { client, eventually, server } from '../stack.mjs';
import { section } from './client.mjs';
import { publishUrl, stock, unique } from './target.mjs';

const ready = (channel) => new Promise((resolve) => channel.subscribed(resolve));
const heard = (channel, event) => new Promise((resolve) => channel.listen(event, resolve));

for (const broadcaster of ['pusher', 'reverb']) {
  for (const major of [8, 7]) {
    const what = `12 Echo ${broadcaster} over pusher-js ${major}`;
    const start = (t, { user = 'ana', ...options } = {}) => {
      const echo = new Echo({ broadcaster, key: stock.key, client: client(1, { major, user }), ...options });
      t.after(() => echo.disconnect());
      return echo;
    };

    section(what, () => {
      test(`${what}: channel() hears App\\Events\\Name`, async (t) => {
        const name = unique('orders');
        const channel = start(t).channel(name);
        await ready(channel);
        const came = heard(channel, 'OrderShipped');
        await server(0).trigger(name, 'App\\Events\\OrderShipped', { id: 7 });
        assert.deepEqual(await came, { id: 7 });
      });

      test(`${what}: a leading dot switches the namespace off`, async (t) => {
        const name = unique('orders');
        const channel = start(t).channel(name);
        await ready(channel);
        const came = heard(channel, '.order.shipped');
        await server(0).trigger(name, 'order.shipped', { id: 7 });
        assert.deepEqual(await came, { id: 7 });
      });

      test(`${what}: private() is authorised, hears, and whispers (R27)`, async (t) => {
        const name = unique('room');
        const [one, other] = [start(t).private(name), start(t, { user: 'bo' }).private(name)];
        await Promise.all([one, other].map(ready));
        const [came, whispered] = [heard(one, 'OrderShipped'), new Promise((resolve) => one.listenForWhisper('typing', resolve))];
        await server(0).trigger(`private-${name}`, 'App\\Events\\OrderShipped', { id: 7 });
        other.whisper('typing', { name: 'bo' });
        assert.deepEqual([await came, await whispered], [{ id: 7 }, { name: 'bo' }]);
      });

      test(`${what}: join() tells who is here, joining and leaving (R25)`, async (t) => {
        const name = unique('room');
        const told = [];
        const channel = start(t).join(name);
        channel.here((users) => told.push(['here', users.map((user) => user.name)]));
        channel.joining((user) => told.push(['joining', user.name])).leaving((user) => told.push(['leaving', user.name]));
        await eventually(() => assert.equal(told.length, 1));
        const echo = start(t, { user: 'bo' });
        await ready(echo.join(name));
        echo.leave(name);
        await eventually(() =>
          assert.deepEqual(told, [
            ['here', ['ana']],
            ['joining', 'bo'],
            ['leaving', 'bo'],
          ]),
        );
      });

      test(`${what}: encryptedPrivate() reads what is encrypted`, async (t) => {
        const library = new Pusher({
          appId: stock.id,
          key: stock.key,
          secret: stock.secret,
          host: publishUrl.hostname,
          port: publishUrl.port,
          useTLS: false,
          encryptionMasterKeyBase64: Buffer.alloc(32, 7).toString('base64'),
        });
        const authorize = (socketId, channel, done) => done(null, library.authorizeChannel(socketId, channel));
        const connection = client(1, {
          major,
          channelAuthorization: { customHandler: ({ socketId, channelName }, done) => authorize(socketId, channelName, done) },
          authorizer: ({ name }) => ({ authorize: (socketId, done) => authorize(socketId, name, done) }),
        });
        const echo = new Echo({ broadcaster, key: stock.key, client: connection });
        t.after(() => echo.disconnect());
        const name = unique('room');
        const channel = echo.encryptedPrivate(name);
        await ready(channel);
        const came = heard(channel, 'Secret');
        await library.trigger(`private-encrypted-${name}`, 'App\\Events\\Secret', { text: 'x' });
        assert.deepEqual(await came, { text: 'x' });
      });

      test(`${what}: socketId() is what toOthers() leaves out (R36)`, async (t) => {
        const name = unique('orders');
        const echo = start(t);
        const [mine, other] = [echo.channel(name), start(t, { user: 'bo' }).channel(name)];
        await Promise.all([mine, other].map(ready));
        const [own, others] = [[], []];
        mine.listen('.n', ({ n }) => own.push(n));
        other.listen('.n', ({ n }) => others.push(n));
        await server(0).trigger(name, 'n', { n: 1 }, { socket_id: echo.socketId() });
        await server(0).trigger(name, 'n', { n: 2 });
        await eventually(() => assert.deepEqual([own, others], [[2], [1, 2]]));
      });

      test(`${what}: error() is told of a refusal, leave() ends all kinds of a name (R24)`, async (t) => {
        const connection = client(1, { major });
        connection.config.channelAuthorizer = (_, done) => done(null, { auth: 'app-key:0' });
        const echo = new Echo({ broadcaster, key: stock.key, client: connection });
        t.after(() => echo.disconnect());
        const failed = new Promise((resolve) => echo.private(unique('room')).error(resolve));
        const { type, status } = await failed;
        assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
      });

      test(`${what}: stopListening() and listenToAll()`, async (t) => {
        const name = unique('orders');
        const channel = start(t).channel(name);
        await ready(channel);
        const [all, one] = [[], []];
        const count = ({ n }) => one.push(n);
        channel.listenToAll((event) => all.push(event)).listen('.n', count);
        await server(0).trigger(name, 'n', { n: 1 });
        await eventually(() => assert.deepEqual(one, [1]));
        channel.stopListening('.n', count);
        await server(0).trigger(name, 'n', { n: 2 });
        await eventually(() => assert.equal(all.filter((event) => event === '.n').length, 2));
        assert.deepEqual(one, [1]);
      });
    });
  }
}
