// Section 9.4: several events, all or none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, post } from './api.mjs';
import { connect, eventually, join, section, subscribe } from './client.mjs';
import { counts, unique } from './target.mjs';
import { valid, witness } from './witness.mjs';

const batch = (events, more) => post('/batch_events', { batch: events }, more);

section('9.4 batches', () => {
  test('9.4 ten events come in their order, over channels too (R38)', async (t) => {
    const { channel, socket } = await witness(t);
    const other = unique('x');
    await subscribe(socket, other);
    const events = Array.from({ length: 10 }, (_, n) => ({ name: `n${n}`, channel: n % 2 ? channel : other, data: String(n) }));
    const answer = await batch(events);
    assert.deepEqual([answer.status, answer.text], [200, '{}']);
    const came = [];
    for (let n = 0; n < 10; n++) came.push(await socket.next());
    for (const name of [channel, other]) {
      assert.deepEqual(
        came.filter((frame) => frame.channel === name),
        events.filter((each) => each.channel === name).map(({ name: event, ...rest }) => ({ event, ...rest })),
      );
    }
  });

  test('9.4 each event has its own socket_id (R38)', async (t) => {
    const { channel, socket } = await witness(t);
    await batch([
      { ...valid(channel), data: '1', socket_id: socket.id },
      { ...valid(channel), data: '2' },
    ]);
    assert.equal((await socket.next()).data, '2');
  });

  test('9.4 info is told by position (R38)', async (t) => {
    const [room, presence] = [unique('x'), unique('presence-')];
    const socket = await connect(t, { app: counts });
    await join(socket, presence, 'u');
    await subscribe(socket, room);
    const event = (channel, info) => ({ name: 'n', channel, data: '', info });
    await eventually(async () => {
      const { json } = await batch([event(room, 'subscription_count'), event(room), event(presence, 'user_count')], { app: counts });
      assert.deepEqual(json, { batch: [{ subscription_count: 1 }, {}, { user_count: 1 }] });
    });
  });

  test('9.4 an empty batch is done: {} (R38)', async () => {
    assert.deepEqual((await batch([])).json, {});
  });

  for (const [what, body] of [
    ['missing', {}],
    ['null', { batch: null }],
    ['a string', { batch: 'x' }],
    ['an object', { batch: {} }],
    ['a number', { batch: 1 }],
    ['a list with a string', { batch: ['x'] }],
    ['a list with null', { batch: [null] }],
    ['a list in a list', { batch: [[]] }],
  ]) {
    test(`9.4 batch ${what}: 400, and the sentence names it (R44)`, async () => {
      assert.match(assertRefused(await post('/batch_events', body), 400), /batch/);
    });
  }

  const wrongEvents = {
    'no name': [{ name: undefined }, 400],
    'a name that is a number': [{ name: 1 }, 400],
    'no data': [{ data: undefined }, 400],
    'data that is an object': [{ data: {} }, 400],
    'no channel': [{ channel: undefined }, 400],
    'a bad channel': [{ channel: 'a b' }, 400],
    'a bad socket_id': [{ socket_id: 'x' }, 400],
    'a name of 201 characters': [{ name: 'x'.repeat(201) }, 400],
    'an info of a wrong type': [{ info: 1 }, 400],
    'data of 10241 bytes': [{ data: 'x'.repeat(10_241) }, 413],
  };
  for (const [what, [fault, status]] of Object.entries(wrongEvents)) {
    for (const position of [0, 2]) {
      test(`9.4 ${what} at position ${position}: ${status}, the sentence says where, nothing is delivered (R38)`, async (t) => {
        const { channel, heardNothing } = await witness(t);
        const events = [valid(channel), valid(channel), valid(channel)];
        Object.assign(events[position], fault);
        assert.ok(assertRefused(await batch(events), status).includes(`batch[${position}].`));
        await heardNothing();
      });
    }
  }

  test('9.4 members beside the batch are ignored', async () => {
    assert.equal((await post('/batch_events', { colour: [1], batch: [valid(unique('x'))] })).status, 200);
  });
});
