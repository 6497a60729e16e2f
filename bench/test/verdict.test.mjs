import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, MEASURES, measuresIn, median, valuesOf } from '../src/verdict.mjs';

const [cpu] = MEASURES;
const pairs = (...ratios) => ratios.map((ratio, n) => ({ base: { cpu: 4 + n }, head: { cpu: (4 + n) * ratio } }));

test('R170 beyond ten per cent a build has regressed', () => {
  assert.equal(compare(cpu, pairs(1.09, 1.09, 1.09)).regressed, false);
  assert.equal(compare(cpu, pairs(1.11, 1.11, 1.11)).regressed, true);
});

test('R170 runs that the machine disturbed do not decide', () => {
  const compared = compare(cpu, pairs(1, 1.01, 3, 0.99, 1, 2, 1.02));
  assert.equal(compared.regressed, false);
  assert.equal(compared.ratio.toFixed(2), '1.01');
  assert.equal(compared.most.toFixed(0), '3');
});

test('R170 what both runs of a pair suffered is no regression', () => {
  const slowed = [1, 1, 5, 5, 5, 5, 5].map((busy) => ({ base: { cpu: busy }, head: { cpu: busy } }));
  assert.equal(compare(cpu, slowed).ratio, 1);
});

test('a turn without its counts measured nothing', () => {
  const figures = { 'CPU per delivery, µs': 4 };
  assert.deepEqual(valuesOf({ figures }, { writes: 1, bytes: 100 }), { cpu: 4, writes: 1, bytes: 100 });
  assert.throws(() => valuesOf({ figures }, { writes: 1 }), /not measured: bytes/);
});

test('writes are compared where they could be counted', () => {
  const turn = { cpu: 4, bytes: 100 };
  const counted = { ...turn, writes: 1 };
  assert.equal(measuresIn([{ base: counted, head: counted }]).length, MEASURES.length);
  assert.deepEqual(measuresIn([{ base: turn, head: counted }]).map(({ key }) => key), ['cpu', 'bytes']);
});

test('the median of an even number is between the two in the middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
});
