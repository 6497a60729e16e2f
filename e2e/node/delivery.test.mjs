// The short forms of the delivery engine's proofs (e2e/recovery and e2e/slow-readers), on one stack of two gateways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger, difference, disorder, missing } from './delivery/ledger.mjs';
import { recovery } from './delivery/recovery.mjs';
import { slow } from './delivery/slow.mjs';
import { Stack } from './delivery/stack.mjs';

const seed = Math.floor(Math.random() * 2 ** 31);

test('R62 stalled readers are cut, the others get everything, and those come back without a gap', async () => {
  const options = { seed, own: true, readers: 20, stalled: 5, rate: 200, bytes: 8_000, before: 2, seconds: 8 };
  const { problems, ...result } = await slow(Stack.running(), options);
  console.log(JSON.stringify(result));
  assert.deepEqual(problems, []);
});

test('R57 R58 R60 R169 gateways die and drain, lines are cut: each event once and in order, and no gap', async () => {
  const options = {
    seed, seconds: 15, subscribers: 200, stock: 20, channels: 20, rate: 500, connections: 4, rest: [1_000, 3_000],
  };
  const { problems, ...result } = await recovery(Stack.running(), options);
  console.log(JSON.stringify(result));
  assert.deepEqual(problems, []);
  assert.ok(result.recovered > 100, 'there was something to recover from');
});

const sent = (size, ...unknown) => {
  const ledger = new Ledger();
  for (let n = 0; n < size; n++) ledger.send();
  for (let n = 0; n < size; n++) if (!unknown.includes(n)) ledger.acknowledge(n);
  return ledger;
};

for (const { received, ledger, finds } of [
  { received: [0, 1, 2], ledger: sent(3), finds: [] },
  { received: [0, 2], ledger: sent(3, 1), finds: [] },
  { received: [0, 2, 1], ledger: sent(3, 1), finds: [] },
  { received: [0, 2, 1, 1], ledger: sent(3, 1), finds: ['1 came again'] },
  { received: [0, 2, 1], ledger: sent(3), finds: ['1 came behind 2'] },
  { received: [0, 2], ledger: sent(3), finds: ['1 is missing'] },
  { received: [0, 1, 1], ledger: sent(2), finds: ['1 came again'] },
  { received: [0, 1], ledger: sent(1), finds: ['1 was never sent'] },
]) {
  test(`the checker finds [${finds}] in [${received}] of [${ledger.all}]`, () => {
    assert.deepEqual([...disorder(received, ledger), ...missing(received, ledger)], finds);
  });
}

test('the checker finds where two differ', () => {
  assert.deepEqual(difference([0, 1], [0, 1]), []);
  assert.deepEqual(difference([0, 1], [0]), ['the 1. event is 1 here and undefined there']);
});
