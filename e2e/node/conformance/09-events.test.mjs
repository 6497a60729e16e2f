// Section 9.3: one event, and that nothing happens when a part of it is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, get, post, publish } from './api.mjs';
import { connect, eventually, join, section, subscribe } from './client.mjs';
import { counts, unique } from './target.mjs';
import { valid, witness } from './witness.mjs';

const wrongTypes = { 'a number': 1, true: true, 'an object': {}, 'an array': ['x'] };

section('9.3 wrong members', () => {
  for (const member of ['name', 'data', 'channel', 'socket_id', 'info']) {
    for (const [what, value] of Object.entries(wrongTypes)) {
      test(`9.3 ${member}: ${what}: 400, the sentence names it, nothing is delivered (R44)`, async (t) => {
        const { channel, heardNothing } = await witness(t);
        const answer = await post('/events', {
          ...valid(channel),
          ...(member === 'channel' ? {} : { channels: undefined }),
          [member]: value,
        });
        assert.ok(assertRefused(answer, 400).includes(member));
        await heardNothing();
      });
    }
  }

  for (const member of ['name', 'data', 'channel']) {
    for (const [what, value] of [
      ['missing', undefined],
      ['null', null],
    ]) {
      test(`9.3 ${member} ${what}: 400 (R44)`, async (t) => {
        const { channel, heardNothing } = await witness(t);
        assert.ok(assertRefused(await post('/events', { ...valid(channel), [member]: value }), 400).includes(member));
        await heardNothing();
      });
    }
  }

  for (const [what, channels] of [
    ['a string', 'x'],
    ['a number', 1],
    ['true', true],
    ['an object', {}],
    ['an empty list', []],
    ['a list with a number', ['x', 1]],
    ['a list with null', ['x', null]],
    ['a list in a list', [['x']]],
    ['a list with an object', [{}]],
  ]) {
    test(`9.3 channels: ${what}: 400 (R44)`, async () => {
      assert.match(assertRefused(await post('/events', { name: 'n', data: '', channels }), 400), /channels/);
    });
  }

  test('9.3 channel and channels at once: 400, nothing is delivered', async (t) => {
    const { channel, heardNothing } = await witness(t);
    assertRefused(await post('/events', { ...valid(channel), channels: [channel] }), 400);
    await heardNothing();
  });

  for (const [what, body] of [
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['half of it', '{"name":"n"'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['a number', '1'],
    ['null', 'null'],
    ['two objects', '{}{}'],
    ['something behind', '{"name":"n","channel":"x","data":""} x'],
    ['a member twice', '{"name":"n","name":"m","channel":"x","data":""}'],
    ['single quotes', "{'name':'n'}"],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['a zero byte', '{"name":"n\u0000","channel":"x","data":""}'],
    ['UTF-16', Buffer.from('{"name":"n","channel":"x","data":""}', 'utf16le')],
    ['depth without end', '['.repeat(100_000)],
    ['half a character', '{"name":"n","channel":"x","data":"\\ud800"}'],
  ]) {
    test(`9.3 the body is ${what}: 400 in JSON (R44)`, async () => {
      assertRefused(await post('/events', body), 400);
    });
  }

  test('9.3 members that are not known are ignored', async (t) => {
    const { channel, socket } = await witness(t);
    assert.deepEqual((await post('/events', { ...valid(channel), colour: 'blue', tags: { a: [1] } })).json, {});
    assert.deepEqual(await socket.next(), { event: 'n', channel, data: '1' });
  });

  test('9.3 optional members may be null', async (t) => {
    const { channel, socket } = await witness(t);
    assert.deepEqual((await post('/events', { ...valid(channel), socket_id: null, info: null, channels: null })).json, {});
    assert.equal((await socket.next()).data, '1');
  });

  for (const id of ['', '1', '1.', '.1', '1.2.3', 'a.b', '1.2 ', ' 1.2', '-1.2', '1,2', '1.2\n', '١.٢', '1e3.2', '0x1.2']) {
    test(`9.3 the socket_id ${JSON.stringify(id)}: 400, nothing is delivered (R36)`, async (t) => {
      const { channel, heardNothing } = await witness(t);
      assertRefused(await post('/events', { ...valid(channel), socket_id: id }), 400, 'invalid-socket-id');
      await heardNothing();
    });
  }

  for (const id of ['1.1', '0.0', '131160.155806628', '4294967295.4294967295']) {
    test(`9.3 the socket_id ${id} of nobody leaves nobody out (R36)`, async (t) => {
      const { channel, socket } = await witness(t);
      assert.deepEqual(await publish(channel, 'n', '1', { socket_id: id }), {});
      assert.equal((await socket.next()).data, '1');
    });
  }

  test('9.3 one bad name among the channels: 400, and the good ones get nothing (R36)', async (t) => {
    const { channel, heardNothing } = await witness(t);
    for (const bad of ['no spaces', '', 'x'.repeat(201), '#x']) {
      assertRefused(await post('/events', { name: 'n', data: '1', channels: [channel, bad] }), 400, 'invalid-channels');
    }
    await heardNothing();
  });
});

section('9.3 info', () => {
  test('9.3 without info the answer is {} (R36)', async () => {
    assert.deepEqual(await publish([unique('x'), unique('presence-')], 'n', '1', { app: counts }), {});
  });

  test('9.3 user_count of presence channels, subscription_count of all others (R36)', async (t) => {
    const [room, presence, empty] = [unique('x'), unique('presence-'), unique('x')];
    const [one, other] = [await connect(t, { app: counts }), await connect(t, { app: counts })];
    await join(one, presence, 'u');
    await join(other, presence, 'u');
    await subscribe(one, room);
    await eventually(async () => {
      const answer = await publish([presence, room, empty], 'n', '1', { app: counts, info: 'user_count,subscription_count' });
      assert.deepEqual(answer, {
        channels: { [presence]: { user_count: 1 }, [room]: { subscription_count: 1 }, [empty]: { subscription_count: 0 } },
      });
    });
  });

  test('9.3 what is not asked for, or not known, is not told (R36)', async () => {
    const [room, presence] = [unique('x'), unique('presence-')];
    const answer = await publish([presence, room], 'n', '1', { app: counts, info: 'user_count,colour' });
    assert.deepEqual(answer, { channels: { [presence]: { user_count: 0 }, [room]: {} } });
  });

  test('9.3 an event without subscribers is accepted', async () => {
    const channel = unique('x');
    assert.deepEqual(await publish(channel, 'n', '1'), {});
    assert.deepEqual((await get(`/channels/${channel}`)).json, { occupied: false });
  });
});
