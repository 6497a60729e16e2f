// Section 1.1 and 1.2: addresses, protocol numbers, the first frame.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alive, closed, connect, dial, pathOf, section } from './client.mjs';
import { plain, publishUrl, raw, subscribeUrl } from './target.mjs';

const established = async (t, path, how) => {
  const socket = await dial(t, path, how);
  const first = await socket.next();
  assert.equal(first.event, 'pusher:connection_established');
  await alive(socket);
};

section('1.1 address', () => {
  for (const number of [4, 5, 6, 7]) {
    test(`1.1 protocol ${number} is served (R15)`, (t) => established(t, pathOf(raw, `protocol=${number}`)));
  }

  for (const number of ['0', '1', '2', '3', '8', '9', '10', '77', '-1', '7.0', '07', 'seven', '٧', '7%00']) {
    test(`1.1 protocol ${number}: 4007 in a frame and in the close (R18)`, async (t) => {
      const path = pathOf(raw, `protocol=${number === '٧' ? encodeURIComponent(number) : number}`);
      await closed(await dial(t, path), 4007);
    });
  }

  for (const [what, query] of [
    ['no query', ''],
    ['no protocol among others', 'client=js&version=8.6.0'],
    ['an empty protocol', 'protocol='],
    ['a name without value', 'protocol'],
    ['another case of the name', 'Protocol=7'],
  ]) {
    test(`1.1 ${what}: 4008 in a frame and in the close (R18)`, async (t) => {
      await closed(await dial(t, `/app/${raw.key}${query && '?'}${query}`), 4008);
    });
  }

  for (const [what, query] of [
    ['pusher-js', 'protocol=7&client=js&version=8.6.0&flash=false'],
    ['the Java client, another order', 'client=java-client&protocol=5&version=2.4.4'],
    ['the .NET client', 'protocol=5&client=pusher-dotnet-client&version=2.1.0'],
    ['a Swift client', 'client=swift&protocol=7&version=10.1.5'],
    ['no client and no version', 'protocol=7'],
    ['an empty client and version', 'protocol=7&client=&version='],
    ['an odd version', 'protocol=7&client=x&version=not.a-version%20at%20all'],
    ['a version with a plus', 'protocol=7&client=x&version=1.0.0+build.7'],
    ['flash=true', 'protocol=7&flash=true'],
    ['unknown parameters', 'protocol=7&colour=blue&a[]=1&b'],
    ['an encoded value', 'protocol=%37'],
    ['doubled ampersands', '&&protocol=7&&'],
  ]) {
    test(`1.1 the query of ${what} is taken (R15)`, (t) => established(t, pathOf(raw, query)));
  }

  for (const prefix of ['/p', '/a/b/c', '/p.pusher.com:443', '/carillon/app', '/pusher']) {
    test(`1.1 a path prefix ${prefix} stands before /app (R3)`, (t) => established(t, prefix + pathOf(raw)));
  }

  for (const [what, headers] of [
    ['an Origin', { Origin: 'https://example.com' }],
    ['cookies', { Cookie: 'a=b' }],
    ['an offer of compression', { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' }],
    ['lower-case header values', { Upgrade: 'WebSocket', Connection: 'keep-alive, upgrade' }],
  ]) {
    test(`1.1 a handshake with ${what} is taken (R15)`, (t) => established(t, pathOf(raw), { headers }));
  }
});

section('1.2 handshake frame', () => {
  test('1.2 the first frame has the two members and no more, its data is a string (R15)', async (t) => {
    const socket = await dial(t, pathOf(raw));
    const { event, data, ...rest } = await socket.next();
    assert.equal(event, 'pusher:connection_established');
    assert.deepEqual(rest, {});
    assert.equal(typeof data, 'string');
    assert.deepEqual(Object.keys(JSON.parse(data)).sort(), ['activity_timeout', 'socket_id']);
  });

  test('1.2 the socket id is two unsigned integers joined by a dot (R15)', async (t) => {
    assert.match((await connect(t)).id, /^\d+\.\d+$/);
  });

  test('1.2 the activity timeout is a whole number of seconds above zero (R15)', async (t) => {
    const { data } = await (await dial(t, pathOf(raw))).next();
    const seconds = JSON.parse(data).activity_timeout;
    assert.ok(Number.isInteger(seconds) && seconds > 0 && seconds <= 120, String(seconds));
  });

  test('1.2 socket ids are unique over gateways and apps, and none follows from another (R15)', async (t) => {
    const made = Array.from({ length: 80 }, (_, n) => connect(t, { app: n % 2 ? raw : plain, url: n % 3 ? publishUrl : subscribeUrl }));
    const ids = (await Promise.all(made)).map((socket) => socket.id);
    assert.equal(new Set(ids).size, ids.length);
    const steps = ids.map((id) => Number(id.split('.')[0])).map((id, index, all) => id - (all[index - 1] ?? 0));
    assert.ok(new Set(steps).size > ids.length / 2, 'the ids count up');
  });

  test('1.2 nothing is sent before or with it: a new connection is silent after its first frame', async (t) => {
    await alive(await connect(t));
  });

  for (const protocol of [4, 5, 6, 7]) {
    test(`1.2 the activity timeout is told to protocol ${protocol} too`, async (t) => {
      const { data } = await (await dial(t, pathOf(raw, `protocol=${protocol}`))).next();
      assert.ok(JSON.parse(data).activity_timeout > 0);
    });
  }
});
