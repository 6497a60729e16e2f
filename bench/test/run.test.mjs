// The command itself, on the C server that the load tool brings along. Needs what bench/run needs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { before, test } from 'node:test';
import { lineNamed, small, words } from '../src/lines.mjs';
import { measure } from '../src/measure.mjs';
import { Peer, PEERS } from '../src/peers.mjs';

const command = fileURLToPath(new URL('../run', import.meta.url));
const without = spawnSync('cc', ['--version']).error ? 'no C compiler' : false;
before(() => without || spawnSync('make', ['-s', '-C', fileURLToPath(new URL('../load', import.meta.url)), 'load'], { stdio: 'inherit' }));

const serve = PEERS.find((peer) => peer.name === 'serve');

test('one command measures and prints a table', { skip: without }, () => {
  const { status, stdout, stderr } = spawnSync(command, ['--smoke', '--only', 'serve', 'fanout-1000'], { encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /\| fanout-1000 \| p99, ms \|.*\| [\d.]+ \|$/m);
});

test('a server that loses messages fails its line, with the reason', { skip: without }, async (t) => {
  const lossy = new Peer({ ...serve, words: (port) => [...serve.words(port), '--fault-drop', '50'] });
  t.after(() => lossy.stop());
  const entry = await measure(lossy, small({ ...lineNamed('fanout-1000') }));
  assert.equal(entry.ok, false);
  assert.match(entry.why, /^\d+ lost/);
});

test('a server that does not start fails its line, with the reason', { skip: without }, async (t) => {
  const broken = new Peer({ ...serve, words: () => ['node', '-e', 'console.error("no such thing"); process.exit(3)'] });
  t.after(() => broken.stop());
  const entry = await measure(broken, small(lineNamed('fanout-1000')));
  assert.match(entry.why, /no such thing/);
});

test('a line is the tool’s words', () => {
  assert.equal(words({ scenario: 'fanout', n: 1000, batch: 10, 'find-max': true, channels: undefined }).join(' '), 'fanout --n 1000 --batch 10 --find-max');
});
