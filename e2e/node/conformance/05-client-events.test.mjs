// Section 5: events that clients send to each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publish } from './api.mjs';
import { alive, clientEvent, connect, error, join, member, section, signIn, subscribe } from './client.mjs';
import { publishUrl, unique } from './target.mjs';
import { isPresence, pair, taking } from './pair.mjs';

section('5 who gets it', () => {
  for (const prefix of taking) {
    test(`5 ${prefix}: all others get it, the sender does not (R27)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, prefix);
      clientEvent(sender, channel, 'client-typing', '{"a":1}');
      const from = isPresence(prefix) ? { user_id: 'sender' } : {};
      assert.deepEqual(await receiver.next(), { event: 'client-typing', channel, data: '{"a":1}', ...from });
      await publish(channel, 'n', '1');
      assert.deepEqual(await sender.next(), { event: 'n', channel, data: '1' }, 'nothing of its own before');
    });
  }

  test('5 other connections of the same user do get it (R27)', async (t) => {
    const channel = unique('presence-');
    const [one, other] = [await connect(t), await connect(t, { url: publishUrl })];
    await join(one, channel, 'ana');
    await join(other, channel, 'ana');
    clientEvent(one, channel, 'client-x', '1');
    assert.deepEqual(await other.next(), { event: 'client-x', channel, data: '1', user_id: 'ana' });
  });

  test('5 who is not subscribed gets nothing (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    const outsider = await connect(t);
    const own = unique('private-');
    await subscribe(outsider, own);
    clientEvent(sender, channel, 'client-x', '1');
    await receiver.next();
    await alive(outsider);
  });

  test('5 user_id comes from the subscription: one that the sender supplies is dropped (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'presence-');
    sender.send({ event: 'client-x', channel, data: '1', user_id: 'forged', extra: true, socket_id: '1.1', name: 'n' });
    assert.deepEqual(await receiver.next(), { event: 'client-x', channel, data: '1', user_id: 'sender' });
  });

  test('5 on a private channel every other member is dropped, user_id too (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    sender.send({ event: 'client-x', channel, data: '1', user_id: 'forged', extra: true });
    assert.deepEqual(await receiver.next(), { event: 'client-x', channel, data: '1' });
  });

  test('5 the user_id is that of the channel, not of the sign-in (R27)', async (t) => {
    const channel = unique('presence-');
    const [sender, receiver] = [await connect(t), await connect(t)];
    await signIn(sender, { id: unique('signed-in') });
    await join(receiver, channel, 'receiver');
    await join(sender, channel, 10);
    await receiver.next();
    clientEvent(sender, channel, 'client-x', '1');
    assert.equal((await receiver.next()).user_id, '10');
  });

  test('5 order is kept: events of one sender come as they were sent (R51)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    for (let n = 0; n < 8; n++) clientEvent(sender, channel, 'client-n', String(n));
    for (let n = 0; n < 8; n++) assert.equal((await receiver.next()).data, String(n));
  });

  for (const prefix of ['private-cache-', 'presence-cache-']) {
    test(`5 ${prefix}: a client event is not cached`, async (t) => {
      const { channel, sender, receiver } = await pair(t, prefix);
      clientEvent(sender, channel, 'client-x', '1');
      await receiver.next();
      const late = await connect(t);
      await subscribe(late, channel, isPresence(prefix) ? { channelData: member('late') } : {});
      assert.equal((await late.next()).event, 'pusher:cache_miss');
    });
  }

  test('5 a client event leaves the cached event in its place', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-cache-');
    await publish(channel, 'kept', '1');
    await receiver.next();
    clientEvent(sender, channel, 'client-x', '2');
    await receiver.next();
    const late = await connect(t);
    await subscribe(late, channel);
    assert.deepEqual(await late.next(), { event: 'kept', channel, data: '1' });
  });
});

const values = {
  'an object': ['{"a":1}', '{"a":1}'],
  'an object with spaces': ['{ "b" : 1, "a" : [ ] }', { b: 1, a: [] }],
  'an array': ['[1,"2"]', '[1,"2"]'],
  'a number': ['12', '12'],
  'a big number': ['{"n":123456789012345678901234567890}', '{"n":123456789012345678901234567890}'],
  true: ['true', 'true'],
  null: ['null', 'null'],
  'a string': ['"hello"', 'hello'],
  'a string of JSON': ['"{\\"a\\": 1}"', '{"a": 1}'],
  'an empty string': ['""', ''],
  'text beyond ASCII': ['"grüß 😀"', 'grüß 😀'],
  'escapes in a string': ['"\\u00e9\\n\\u0000"', 'é\n\u0000'],
  'a nested object': ['{"a":{"b":[{"c":null}]}}', '{"a":{"b":[{"c":null}]}}'],
};

section('5 data', () => {
  for (const [what, [source, expected]] of Object.entries(values)) {
    test(`5 ${what} reaches the others as a string that says the same (R27)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, 'private-');
      sender.send(`{"event":"client-x","channel":"${channel}","data":${source}}`);
      const { data } = await receiver.next();
      assert.equal(typeof data, 'string');
      if (typeof expected === 'string') assert.equal(data, expected);
      else assert.deepEqual(JSON.parse(data), expected);
    });
  }

  test('5 no data at all: the others get some string (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    sender.send({ event: 'client-x', channel });
    assert.equal(typeof (await receiver.next()).data, 'string');
  });

  for (const name of ['client-', 'client-x', 'client-with spaces', 'client-ü😀', 'client-client-', `client-${'x'.repeat(193)}`]) {
    test(`5 the name ${JSON.stringify(name.slice(0, 24))} of ${name.length} characters is passed on (R27)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, 'private-');
      clientEvent(sender, channel, name, '1');
      assert.equal((await receiver.next()).event, name);
    });
  }
});

section('5 rate', () => {
  test('5 ten in a second pass, what is above is dropped with 4301, and the connection stays (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    const began = Date.now();
    for (let n = 0; n < 30; n++) clientEvent(sender, channel, 'client-n', String(n));
    for (let n = 0; n < 10; n++) assert.equal((await receiver.next()).data, String(n));
    const first = await error(sender, 4301);
    assert.match(first, /10/);
    const seconds = (Date.now() - began) / 1000;
    let dropped = 1;
    for (; dropped < 20 - Math.ceil(seconds * 10); dropped++) await error(sender, 4301);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    clientEvent(sender, channel, 'client-n', 'after');
    await receiver.until(({ data }) => data === 'after');
    sender.send({ event: 'pusher:ping' });
    await sender.until(({ event }) => event === 'pusher:pong');
  });

  test("5 the rate is each connection's own (R27)", async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    for (let n = 0; n < 15; n++) clientEvent(sender, channel, 'client-n', 'one');
    await error(sender, 4301);
    for (let n = 0; n < 5; n++) clientEvent(receiver, channel, 'client-n', 'other');
    assert.equal((await sender.until(({ event }) => event === 'client-n')).data, 'other');
  });

  test('5 refused events and other messages do not use up the rate (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    for (let n = 0; n < 30; n++) await alive(sender);
    for (let n = 0; n < 10; n++) clientEvent(sender, channel, 'client-n', String(n));
    for (let n = 0; n < 10; n++) assert.equal((await receiver.next()).data, String(n));
    await alive(sender);
  });
});
