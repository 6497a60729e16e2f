import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { read, Results } from '../src/results.mjs';
import { fill, number, table } from '../src/table.mjs';

const CPU = 'CPU per delivery, µs';
const entry = (server, cpu, more = {}) => ({ line: 'fanout-1000', server, ok: true, figures: { [CPU]: cpu, 'p99, ms': 20 }, ...more });
const row = (entries, figure) => table({ entries }).split('\n').find((line) => line.includes(`| ${figure} |`));

test('a figure stands beside what is wanted and its ratio to each peer', () => {
  assert.equal(row([entry('Carillon', 4.5), entry('ws', 9)], CPU), `| fanout-1000 | ${CPU} | ≤ 4.7 | 4.5 | yes | 9 (0.5) |`);
});

test('a figure that is not as wanted says so', () => {
  assert.match(row([entry('Carillon', 4.71)], CPU), /\| \*\*no\*\* \|$/);
});

test('a line that failed says why, and does not hold', () => {
  const failed = { line: 'fanout-1000', server: 'Carillon', ok: false, why: '3 lost | x' };
  assert.equal(row([failed, entry('ws', 9)], CPU), `| fanout-1000 | ${CPU} | ≤ 4.7 | failed: 3 lost / x | **no** | 9 |`);
});

test('a figure that the tool may have limited is marked', () => {
  const busy = entry('ws', 9, { answer: { loader_cpu_pct: 95 } });
  assert.match(row([entry('Carillon', 4.5), busy], CPU), /\| 9† \(0\.5\) \|$/);
});

test('the broker and the counts have rows of their own', () => {
  const more = { used: { serverSeconds: 4, brokerSeconds: 1 }, counts: { writes: 1.01, bytes: 90 } };
  const entries = [entry('Carillon', 4, more), entry('ws', 9)];
  assert.match(row(entries, "broker's CPU per delivery, µs"), /\| 1 \|  \|  \|$/);
  assert.match(row(entries, 'writes per delivery'), /\| 1\.01 \|/);
});

test('numbers have three digits, large ones no fraction', () => {
  assert.deepEqual([number(4.7123), number(0.04567), number(1234567.8), number(undefined)], ['4.71', '0.0457', '1,234,568', '–']);
});

test('the table takes its place between the markers, again and again', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'README.md');
  const markers = readFileSync(new URL('../README.md', import.meta.url), 'utf8').match(/<!--.*-->/g);
  writeFileSync(file, `before\n${markers[0]}\n${markers[1]}\nafter\n`);
  fill(file, 'one');
  fill(file, 'two');
  assert.equal(readFileSync(file, 'utf8'), `before\n${markers[0]}\n\ntwo\n\n${markers[1]}\nafter\n`);
});

test('a line that is measured again takes the place of what was kept', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'abc.json');
  new Results(file, { commit: 'abc' }).add(entry('Carillon', 5));
  const later = new Results(file, { commit: 'abc' });
  later.add(entry('ws', 9));
  later.add(entry('Carillon', 4));
  assert.deepEqual(read(file).entries.map((each) => [each.server, each.figures[CPU]]), [['ws', 9], ['Carillon', 4]]);
});
