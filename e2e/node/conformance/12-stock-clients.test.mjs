// The whole way with unmodified pusher-js, both majors: what its users rely on (R2).
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { client, eventually, once, server, signedIn, subscribed, userAuthentication } from '../stack.mjs';
import { section } from './client.mjs';
import { subscribeUrl, unique } from './target.mjs';

for (const major of [8, 7]) {
  const start = (t, options) => {
    const connection = client(1, { major, ...options });
    t.after(() => connection.disconnect());
    return connection;
  };

  section(`12 pusher-js ${major}`, () => {
    test(`12 pusher-js ${major}: connecting, connected, a socket id (R15)`, async (t) => {
      const connection = start(t);
      const states = [];
      connection.connection.bind('state_change', ({ current }) => states.push(current));
      await once(connection.connection, 'connected');
      assert.deepEqual(states.slice(-1), ['connected']);
      assert.match(connection.connection.socket_id, /^\d+\.\d+$/);
    });

    for (const prefix of ['', 'private-', 'presence-', 'cache-', 'private-cache-', 'presence-cache-']) {
      test(`12 pusher-js ${major}: ${prefix || 'public'}: subscribed, events, unsubscribed, subscribed again (R19)`, async (t) => {
        const connection = start(t);
        const name = unique(prefix || 'x');
        const heard = [];
        const bound = (channel) => channel.bind('n', (data) => heard.push(data.n));
        bound((await subscribed(connection, name)).channel);
        await server(0).trigger(name, 'n', { n: 1 });
        await eventually(() => assert.deepEqual(heard, [1]));
        connection.unsubscribe(name);
        await server(0).trigger(name, 'n', { n: 2 });
        const { channel } = await subscribed(connection, name);
        if (prefix.includes('cache-')) await eventually(() => assert.ok(connection.channel(name).subscribed));
        channel.unbind('n');
        bound(channel);
        await server(0).trigger(name, 'n', { n: 3 });
        await eventually(() => assert.ok(heard.includes(3)));
        assert.equal(heard.filter((n) => n === 3).length, 1, 'once');
      });
    }

    for (const [what, sent, heard] of [
      ['an object', { a: [1, null, 'ü😀'] }, { a: [1, null, 'ü😀'] }],
      ['a string that is no JSON', 'hello', 'hello'],
      ['a number in a string', '12', 12],
      ['an empty object', {}, {}],
      ['a string of JSON', '{"a":1}', { a: 1 }],
    ]) {
      test(`12 pusher-js ${major}: ${what} comes as the library makes it (R22)`, async (t) => {
        const name = unique('x');
        const { channel } = await subscribed(start(t), name);
        const came = once(channel, 'n');
        await server(0).trigger(name, 'n', sent);
        assert.deepEqual(await came, heard);
      });
    }

    test(`12 pusher-js ${major}: bind_global hears every event of its channel, the connection all of them`, async (t) => {
      const connection = start(t);
      const name = unique('x');
      const { channel } = await subscribed(connection, name);
      const [onChannel, onConnection] = [[], []];
      channel.bind_global((event) => onChannel.push(event));
      connection.bind_global((event) => onConnection.push(event));
      for (const event of ['a', 'b', 'c']) await server(0).trigger(name, event, {});
      const own = (events) => events.filter((event) => event.length === 1);
      await eventually(() =>
        assert.deepEqual(
          [own(onChannel), own(onConnection)],
          [
            ['a', 'b', 'c'],
            ['a', 'b', 'c'],
          ],
        ),
      );
    });

    test(`12 pusher-js ${major}: members, me, added, removed (R25)`, async (t) => {
      const name = unique('presence-');
      const ana = await subscribed(start(t, { user: 'ana' }), name);
      assert.deepEqual([ana.members.count, ana.members.me.id, ana.members.me.info], [1, 'ana', { name: 'ana' }]);
      const added = once(ana.channel, 'pusher:member_added');
      const connection = start(t, { user: 'bo' });
      const bo = await subscribed(connection, name);
      assert.deepEqual(await added, { id: 'bo', info: { name: 'bo' } });
      const ids = [];
      bo.members.each(({ id }) => ids.push(id));
      assert.deepEqual([ids.sort(), bo.members.count, bo.members.get('ana')], [['ana', 'bo'], 2, { id: 'ana', info: { name: 'ana' } }]);
      const removed = once(ana.channel, 'pusher:member_removed');
      connection.unsubscribe(name);
      assert.equal((await removed).id, 'bo');
      assert.equal(ana.channel.members.count, 1);
    });

    test(`12 pusher-js ${major}: client events, with the user id beside the data (R27)`, async (t) => {
      const name = unique('presence-');
      const [ana, bo] = [await subscribed(start(t, { user: 'ana' }), name), await subscribed(start(t, { user: 'bo' }), name)];
      const came = new Promise((resolve) => bo.channel.bind('client-hi', (data, meta) => resolve([data, meta.user_id])));
      let own = 0;
      ana.channel.bind('client-hi', () => own++);
      assert.ok(ana.channel.trigger('client-hi', { a: 1 }));
      assert.deepEqual(await came, [{ a: 1 }, 'ana']);
      assert.equal(own, 0);
    });

    test(`12 pusher-js ${major}: a refused channel: subscription_error, nothing else is disturbed (R24)`, async (t) => {
      const bad = { auth: 'app-key:0' };
      const connection = start(t, {
        channelAuthorization: { customHandler: (_, done) => done(null, bad) },
        authorizer: () => ({ authorize: (_, done) => done(null, bad) }),
      });
      const { type, status } = await once(connection.subscribe(unique('private-')), 'pusher:subscription_error');
      assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
      await subscribed(connection, unique('x'));
      assert.equal(connection.connection.state, 'connected');
    });

    test(`12 pusher-js ${major}: a miss, then the last event (R49)`, async (t) => {
      const name = unique('cache-');
      const connection = start(t);
      const channel = connection.subscribe(name);
      const heard = once(channel, 'n');
      await once(channel, 'pusher:cache_miss');
      await server(0).trigger(name, 'n', { n: 1 });
      await heard;
      assert.deepEqual(await once(start(t).subscribe(name), 'n'), { n: 1 });
    });

    test(`12 pusher-js ${major}: the number of subscribers (R34)`, async (t) => {
      const name = unique('x');
      const { channel } = await subscribed(start(t), name);
      await subscribed(start(t), name);
      await eventually(() => assert.equal(channel.subscriptionCount, 2));
    });

    test(`12 pusher-js ${major}: signing in, messages for the user, the watchlist (R33)`, async (t) => {
      const [ana, bo] = [unique('ana'), unique('bo')];
      const connection = start(t, { userAuthentication: userAuthentication({ id: ana, watchlist: [bo] }) });
      const offline = once(connection.user.watchlist, 'offline');
      const user = await signedIn(connection);
      assert.equal(user.user_data.id, ana);
      assert.deepEqual((await offline).user_ids, [bo]);
      const online = once(user.watchlist, 'online');
      await signedIn(start(t, { userAuthentication: userAuthentication({ id: bo }) }));
      assert.deepEqual((await online).user_ids, [bo]);
      const note = once(user, 'note');
      await server(0).sendToUser(ana, 'note', { n: 1 });
      assert.deepEqual(await note, { n: 1 });
    });

    test(`12 pusher-js ${major}: it pings after its own activity timeout, is answered, and stays (R16)`, async (t) => {
      const connection = start(t, { activityTimeout: 1_000, pongTimeout: 1_000 });
      const states = [];
      await once(connection.connection, 'connected');
      connection.connection.bind('state_change', ({ current }) => states.push(current));
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      assert.deepEqual(states, []);
    });

    test(`12 pusher-js ${major}: a terminated user is disconnected, and does not come back (R33)`, async (t) => {
      const id = unique('ana');
      const connection = start(t, { userAuthentication: userAuthentication({ id }) });
      await signedIn(connection);
      const states = [];
      connection.connection.bind('state_change', ({ current }) => states.push(current));
      await server(0).terminateUserConnections(id);
      await eventually(() => assert.equal(connection.connection.state, 'disconnected'));
      await new Promise((resolve) => setTimeout(resolve, 2_500)); // above its pause before another try
      assert.deepEqual(states, ['disconnected']);
    });

    test(`12 pusher-js ${major}: wsPath is a prefix (R4)`, async (t) => {
      const name = unique('x');
      const { channel } = await subscribed(start(t, { wsPath: '/some/prefix' }), name);
      const came = once(channel, 'n');
      await server(0).trigger(name, 'n', { n: 1 });
      assert.deepEqual(await came, { n: 1 });
    });

    test(`12 pusher-js ${major}: disconnected and connected by hand: a new socket id, subscribed again (R29)`, async (t) => {
      const connection = start(t);
      const name = unique('private-');
      const { channel } = await subscribed(connection, name);
      const before = connection.connection.socket_id;
      connection.disconnect();
      await eventually(() => assert.equal(connection.connection.state, 'disconnected'));
      const again = once(channel, 'pusher:subscription_succeeded');
      connection.connect();
      await again;
      assert.notEqual(connection.connection.socket_id, before);
      const came = once(channel, 'n');
      await server(0).trigger(name, 'n', { n: 1 });
      assert.deepEqual(await came, { n: 1 });
    });

    test(`12 pusher-js ${major}: a cut line: it is back, signed in and subscribed by itself, and hears on (R29)`, async (t) => {
      const lines = [];
      const proxy = net.createServer((line) => {
        const far = net.connect(Number(subscribeUrl.port), subscribeUrl.hostname);
        lines.push(line, far);
        line.pipe(far).pipe(line);
        for (const each of [line, far]) each.on('error', () => {});
      });
      await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      t.after(() => (lines.forEach((line) => line.destroy()), proxy.close()));
      const id = unique('ana');
      const connection = start(t, { wsPort: proxy.address().port, userAuthentication: userAuthentication({ id }) });
      const user = await signedIn(connection);
      const names = ['private-', 'presence-', 'x'].map((prefix) => unique(prefix));
      const channels = await Promise.all(names.map(async (name) => (await subscribed(connection, name)).channel));
      const before = connection.connection.socket_id;
      lines.splice(0).forEach((line) => line.destroy());
      await eventually(() => assert.ok(connection.connection.state === 'connected' && connection.connection.socket_id !== before), 10_000);
      await eventually(() => assert.ok(channels.every((channel) => channel.subscribed)));
      const came = channels.map((channel) => once(channel, 'n'));
      await server(0).trigger(names, 'n', { n: 1 });
      assert.deepEqual(await Promise.all(came), [{ n: 1 }, { n: 1 }, { n: 1 }]);
      await eventually(async () => {
        const note = once(user, 'note', 500);
        await server(0).sendToUser(id, 'note', {});
        await note;
      });
    });
  });
}
