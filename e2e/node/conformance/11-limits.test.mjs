// Section 11: each limit, at it and one above. Limits of frames, presence and client events stand with their sections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, post, publish } from './api.mjs';
import { connect, join, member, ask, alive, refused, section, subscribe } from './client.mjs';
import { unique } from './target.mjs';

const heard = async (t, channel) => {
  const socket = await connect(t);
  await subscribe(socket, channel);
  return socket;
};
const event = (channel, more) => ({ name: 'n', channel, data: '', ...more });

section('11 event name: 200 characters', () => {
  for (const [what, name, fits] of [
    ['none', '', false],
    ['one', 'x', true],
    ['200', 'x'.repeat(200), true],
    ['201', 'x'.repeat(201), false],
    ['200 beyond ASCII', 'é'.repeat(200), true],
    ['201 beyond ASCII', 'é'.repeat(201), false],
    ['10000', 'x'.repeat(10_000), false],
  ]) {
    test(`11 ${what}: ${fits ? 'taken' : '400'}, single and in a batch`, async (t) => {
      const channel = unique('x');
      const socket = await heard(t, channel);
      for (const answer of [
        await post('/events', event(channel, { name })),
        await post('/batch_events', { batch: [event(channel, { name })] }),
      ]) {
        if (fits) assert.equal(answer.status, 200, answer.text);
        else assertRefused(answer, 400, 'invalid-name');
      }
      await publish(channel, 'mark', '');
      assert.equal((await socket.next()).event, fits ? name : 'mark');
    });
  }
});

section('11 data: 10240 bytes', () => {
  for (const [what, data, fits] of [
    ['none', '', true],
    ['10239 bytes', 'x'.repeat(10_239), true],
    ['10240 bytes', 'x'.repeat(10_240), true],
    ['10241 bytes', 'x'.repeat(10_241), false],
    ['10240 bytes in 5120 characters', 'é'.repeat(5120), true],
    ['10242 bytes in 5121 characters', 'é'.repeat(5121), false],
    ['10240 bytes in 2560 characters', '😀'.repeat(2560), true],
    ['10244 bytes in 2561 characters', '😀'.repeat(2561), false],
    ['10240 bytes that JSON writes as 20480', '\n'.repeat(10_240), true],
    ['a megabyte', 'x'.repeat(1_000_000), false],
  ]) {
    test(`11 ${what}: ${fits ? 'taken' : '413, with the size that was sent'}, single and in a batch (R41)`, async (t) => {
      const channel = unique('x');
      const socket = await heard(t, channel);
      for (const answer of [
        await post('/events', event(channel, { data })),
        await post('/batch_events', { batch: [event(channel, { data })] }),
      ]) {
        if (fits) assert.equal(answer.status, 200, answer.text);
        else assert.ok(assertRefused(answer, 413, 'event-too-large').includes(String(Buffer.byteLength(data))));
      }
      await publish(channel, 'mark', '');
      if (fits) assert.equal((await socket.next()).data, data);
      else assert.equal((await socket.next()).event, 'mark');
    });
  }

  test('11 a body above what the server reads: 413 in JSON, not a broken line', async () => {
    assertRefused(await post('/events', event('x', { data: 'x'.repeat(13 << 20) })), 413);
  });

  test('11 ten events of 10240 bytes in one batch are taken (R38)', async (t) => {
    const channel = unique('x');
    const socket = await heard(t, channel);
    const batch = Array.from({ length: 10 }, () => event(channel, { data: 'x'.repeat(10_240) }));
    assert.equal((await post('/batch_events', { batch })).status, 200);
    for (let n = 0; n < 10; n++) assert.equal((await socket.next()).data.length, 10_240);
  });
});

section('11 channels of an event: 100', () => {
  for (const [number, fits] of [
    [1, true],
    [100, true],
    [101, false],
    [1000, false],
  ]) {
    test(`11 ${number}: ${fits ? 'taken' : '400, nothing is delivered'} (R36)`, async (t) => {
      const channels = Array.from({ length: number }, () => unique('x'));
      const socket = await heard(t, channels[0]);
      const answer = await post('/events', { name: 'n', data: '1', channels });
      if (fits) assert.equal(answer.status, 200, answer.text);
      else assertRefused(answer, 400);
      await publish(channels[0], 'mark', '');
      assert.equal((await socket.next()).event, fits ? 'n' : 'mark');
    });
  }
});

section('11 events of a batch: 10', () => {
  for (const [number, fits] of [
    [1, true],
    [10, true],
    [11, false],
    [100, false],
  ]) {
    test(`11 ${number}: ${fits ? 'taken' : '400, nothing is delivered'} (R38)`, async (t) => {
      const channel = unique('x');
      const socket = await heard(t, channel);
      const answer = await post('/batch_events', { batch: Array.from({ length: number }, () => event(channel)) });
      if (fits) assert.equal(answer.status, 200, answer.text);
      else assertRefused(answer, 400);
      await publish(channel, 'mark', '');
      assert.equal((await socket.next()).event, fits ? 'n' : 'mark');
    });
  }
});

section('11 presence: user_id of 128 characters, user object of 1 KB', () => {
  for (const [what, id, fits] of [
    ['128', 'x'.repeat(128), true],
    ['129', 'x'.repeat(129), false],
    ['128 beyond ASCII', 'é'.repeat(128), true],
    ['129 beyond ASCII', 'é'.repeat(129), false],
    ['a number of 128 digits', BigInt(`1${'0'.repeat(127)}`), true],
    ['a number of 129 digits', BigInt(`1${'0'.repeat(128)}`), false],
  ]) {
    test(`11 user_id of ${what}: ${fits ? 'taken' : 'refused in both forms'} (R26)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('presence-');
      const channelData = typeof id === 'bigint' ? `{"user_id":${id}}` : member(id);
      if (fits) {
        const { presence } = await subscribe(socket, channel, { channelData });
        assert.deepEqual(presence.ids, [String(id)]);
      } else {
        ask(socket, channel, { channelData });
        assert.match(await refused(socket, channel, { code: null, type: 'InvalidChannelData', status: 400 }), /128/);
        await alive(socket);
      }
    });
  }

  const info = (bytes, character = 'x') => ({ n: character.repeat((bytes - '{"n":""}'.length) / Buffer.byteLength(character)) });
  for (const [what, value, fits] of [
    ['1023 bytes', info(1023), true],
    ['1024 bytes', info(1024), true],
    ['1025 bytes', info(1025), false],
    ['1024 bytes beyond ASCII', info(1024, 'é'), true],
    ['1026 bytes beyond ASCII', info(1026, 'é'), false],
    ['ten kilobytes', info(10_240), false],
  ]) {
    test(`11 user_info of ${what}: ${fits ? 'taken' : 'refused in both forms'} (R26)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('presence-');
      if (fits) return assert.deepEqual((await join(socket, channel, 'u', value)).hash, { u: value });
      ask(socket, channel, { channelData: member('u', value) });
      assert.match(await refused(socket, channel, { code: null, type: 'InvalidChannelData', status: 400 }), /1024/);
      await alive(socket);
    });
  }
});
