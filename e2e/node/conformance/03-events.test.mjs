// Section 3.6 and rules 1 and 5: what a published event looks like on the wire, to the byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { post, publish } from './api.mjs';
import { connect, member, section, subscribe } from './client.mjs';
import { plain, raw, unique } from './target.mjs';

const texts = {
  'an object': '{"id":1}',
  'spaces and line breaks': '{ "a" : 1 ,\n\t"b":[ ] }\r\n',
  'the order of keys': '{"b":1,"a":2,"c":{"z":0,"y":1}}',
  'a key twice': '{"a":1,"a":2}',
  'a big number': '{"n":123456789012345678901234567890}',
  'a number with zeros at its end': '{"n":1.5000,"m":1E400,"o":-0.0}',
  escapes: '{"a":"\\u00e9\\n\\/\\"\\\\"}',
  'a string': '"hello"',
  'plain text': 'hello, world',
  'an empty string': '',
  'one space': ' ',
  null: 'null',
  'a number': '1',
  'an array': '[1,"2",null]',
  'broken JSON': '{"a":',
  'text beyond ASCII': 'grüß dich, 世界 Ж',
  'characters above U+FFFF': '😀👩‍👩‍👧‍👦𝄞',
  'combining characters': 'e\u0301 é',
  'the separators of lines': '\u2028\u2029\u0085',
  'control characters': '\u0000\u0001\u001f\u007f\b\f',
  'a byte order mark': '\ufeffx',
  'no characters': '\ufffe\uffff\ufffd',
  markup: '<script>alert("&amp;")</script>',
  'percent and plus': '%7B+%22+%zz',
  slashes: '\\/\\\\//',
  'a frame': '{"event":"pusher:error","data":{"code":4001}}',
  'quotes of all kinds': '\'"`´',
};

section('3.6 data arrives as it was given (R22)', () => {
  for (const [what, data] of Object.entries(texts)) {
    test(`3.6 ${what} comes through as the same string, single and in a batch`, async (t) => {
      const socket = await connect(t);
      const channel = unique('room');
      await subscribe(socket, channel);
      await publish(channel, 'e', data);
      assert.deepEqual(await socket.next(), { event: 'e', channel, data });
      const answer = await post('/batch_events', { batch: [{ name: 'e', channel, data }] });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(await socket.next(), { event: 'e', channel, data });
    });
  }

  test('3.6 ten kilobytes of quotes, which the frame doubles, come through', async (t) => {
    const socket = await connect(t);
    const channel = unique('room');
    await subscribe(socket, channel);
    const data = '"'.repeat(10_240);
    await publish(channel, 'e', data);
    assert.equal((await socket.next()).data, data);
  });
});

section('3.6 the frame', () => {
  const kinds = ['', 'private-', 'private-encrypted-', 'presence-', 'cache-', 'presence-cache-'];
  for (const protocol of [4, 5, 6, 7]) {
    test(`3.6 protocol ${protocol}: event, channel and data, and no member more (R57)`, async (t) => {
      const socket = await connect(t, { protocol });
      const channel = unique('room');
      await subscribe(socket, channel);
      await publish(channel, 'order', '{"id":1}');
      const text = await socket.nextText();
      assert.deepEqual(JSON.parse(text), { event: 'order', channel, data: '{"id":1}' });
    });
  }

  for (const prefix of kinds) {
    test(`3.6 ${prefix || 'public'}: a published event has exactly three members`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix || 'x');
      await subscribe(socket, channel, prefix.startsWith('presence') ? { channelData: member('u') } : {});
      if (prefix.includes('cache-')) await socket.next();
      await publish(channel, 'order', '{"id":1}', { socket_id: '1.1' });
      assert.deepEqual(await socket.next(), { event: 'order', channel, data: '{"id":1}' });
    });
  }

  const names = [
    'new-message',
    'conversation-updated',
    'messages-read',
    'ranking-update',
    'App\\Events\\OrderShipped',
    '.named',
    'client-x',
    'x',
    '0',
    ' ',
    'two words',
    'grüß',
    '😀',
    '"quoted"',
    'a/b:c',
    '\u0001',
    'x'.repeat(200),
  ];
  for (const name of names) {
    test(`3.6 an event named ${JSON.stringify(name.slice(0, 30))} arrives under that name (R22)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('room');
      await subscribe(socket, channel);
      await publish(channel, name, '1');
      assert.deepEqual(await socket.next(), { event: name, channel, data: '1' });
    });
  }
});

section('3.6 who gets it', () => {
  test('3.6 every subscriber, each once, and nobody else (R22)', async (t) => {
    const [channel, other] = [unique('room'), unique('room')];
    const subscribers = await Promise.all(Array.from({ length: 20 }, () => connect(t)));
    const outsider = await connect(t);
    await subscribe(outsider, other);
    for (const socket of subscribers) await subscribe(socket, channel);
    await publish(channel, 'n', '1');
    await publish([channel, other], 'n', '2');
    for (const socket of subscribers) assert.deepEqual([(await socket.next()).data, (await socket.next()).data], ['1', '2']);
    assert.equal((await outsider.next()).data, '2');
  });

  test('3.6 an event on a hundred channels comes once on each (R36)', async (t) => {
    const socket = await connect(t);
    const channels = Array.from({ length: 100 }, () => unique('room'));
    for (const channel of channels) await subscribe(socket, channel);
    await publish(channels, 'n', '1');
    const came = new Set();
    for (let n = 0; n < 100; n++) came.add((await socket.next()).channel);
    assert.deepEqual([...came].sort(), channels.sort());
  });

  test('3.6 a hundred events, one after the other, keep their order (R51)', async (t) => {
    const sockets = await Promise.all(Array.from({ length: 3 }, () => connect(t)));
    const channel = unique('room');
    for (const socket of sockets) await subscribe(socket, channel);
    for (let n = 0; n < 100; n++) await publish(channel, 'n', String(n));
    for (const socket of sockets) {
      for (let n = 0; n < 100; n++) assert.equal((await socket.next()).data, String(n));
    }
  });

  test('3.6 events that were sent at once come in one order to all (R51)', async (t) => {
    const sockets = await Promise.all(Array.from({ length: 3 }, () => connect(t)));
    const channel = unique('room');
    for (const socket of sockets) await subscribe(socket, channel);
    await Promise.all(Array.from({ length: 60 }, (_, n) => publish(channel, 'n', String(n))));
    const orders = await Promise.all(
      sockets.map(async (socket) => {
        const order = [];
        for (let n = 0; n < 60; n++) order.push((await socket.next()).data);
        return order;
      }),
    );
    assert.equal(new Set(orders[0]).size, 60, 'once each');
    for (const order of orders) assert.deepEqual(order, orders[0]);
  });

  test('3.6 apps are apart: the same channel name in another app hears nothing', async (t) => {
    const channel = unique('room');
    const [mine, theirs] = [await connect(t, { app: raw }), await connect(t, { app: plain })];
    await subscribe(mine, channel);
    await subscribe(theirs, channel);
    await publish(channel, 'n', 'mine', { app: raw });
    await publish(channel, 'n', 'theirs', { app: plain });
    assert.equal((await theirs.next()).data, 'theirs');
    assert.equal((await mine.next()).data, 'mine');
  });

  test('3.6 socket_id: the one named is left out, all others get it (R36)', async (t) => {
    const channel = unique('room');
    const [sender, other] = [await connect(t), await connect(t)];
    await subscribe(sender, channel);
    await subscribe(other, channel);
    await publish(channel, 'n', '1', { socket_id: sender.id });
    await publish(channel, 'n', '2');
    assert.equal((await sender.next()).data, '2');
    assert.deepEqual([(await other.next()).data, (await other.next()).data], ['1', '2']);
  });
});
