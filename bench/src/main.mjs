// The command: what is asked for, in which order it is done, and what is said meanwhile.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Carillon } from './carillon.mjs';
import { check } from './check.mjs';
import { command } from './command.mjs';
import { lineNamed, LINES, small } from './lines.mjs';
import { interrupt } from './load.mjs';
import { commitOf, machine } from './machine.mjs';
import { measure } from './measure.mjs';
import { install, Peer, PEERS, versionOf } from './peers.mjs';
import { fileOf, latest, read, Results } from './results.mjs';
import { about, fill, number, table } from './table.mjs';

const USAGE = `Usage: bench/run [LINE...] [OPTIONS]

  Measures Carillon and every peer that is installed, one at a time, prints one table, and keeps
  the results in bench/results/COMMIT.json. Without a LINE all of them, about 45 minutes:
  ${LINES.map((line) => line.name).join(' ')}

  --peers             installs the peers from npm, and ends
  --against NAME,...  Carillon and these peers (none: Carillon alone): ${PEERS.map((peer) => peer.name).join(' ')}
  --only NAME,...     these servers alone; carillon is one
  --readme            puts the table into bench/README.md as well
  --table [FILE]      measures nothing: prints what was kept, of the last run or in FILE
  --smoke             few connections, one second: shows that it works (a check too); keeps nothing
  --check BASE        compares HEAD with BASE (a commit, or a results file) in paired runs; fails beyond 10 %
    --short           seven short pairs on gateways that keep running, instead of a fresh one for each
    --pairs N         more pairs than seven`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (text) => process.stderr.write(`${text}\n`);
const readme = join(root, 'bench', 'README.md');

const flag = { type: 'boolean', default: false };
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    help: flag, peers: flag, readme: flag, table: flag, smoke: flag, short: flag,
    against: { type: 'string' }, only: { type: 'string' }, check: { type: 'string' }, pairs: { type: 'string', default: '7' },
  },
});

/** Carillon and the peers that are asked for; those that are asked for by default and missing are named. */
function servers() {
  const wanted = (options.only ?? `carillon,${options.against ?? PEERS.map((peer) => peer.name).join()}`).split(',');
  const unknown = wanted.filter((name) => !['carillon', 'none', ...PEERS.map((peer) => peer.name)].includes(name));
  if (unknown.length > 0) throw new Error(`there is no server ${unknown.join(', ')}`);
  const peers = PEERS.filter((peer) => wanted.includes(peer.name)).map((peer) => new Peer({ ...peer, version: versionOf(peer) }));
  peers.filter((peer) => !peer.version).forEach((peer) => say(`${peer.name} is not installed and left out (bench/run --peers)`));
  const carillon = wanted.includes('carillon') ? [new Carillon(root)] : [];
  return [...carillon, ...peers.filter((peer) => peer.version)];
}

/** Server after server, so that none has another beside it. */
async function measureAll(lines, all) {
  const commit = await commitOf(root);
  const results = new Results(options.smoke ? undefined : fileOf(commit), { commit, machine: machine() });
  if (commit.endsWith('-dirty')) say(`The sources differ from their commit: results are kept as ${commit}`);
  const entries = [];
  for (const server of all) {
    if (server instanceof Carillon) server.version = commit;
    for (const line of lines.filter((each) => !each.gateways || server instanceof Carillon)) {
      if (stopped) break;
      const begin = Date.now();
      process.stderr.write(`${server.name}, ${line.name} … `);
      const entry = await measure(server, line);
      if (server.jdk) results.content.jdk = server.jdk;
      if (!stopped) results.add(entry);
      entries.push(entry);
      say(`${saying(entry)} (${Math.round((Date.now() - begin) / 1000)} s)`);
    }
    await server.stop().catch((failure) => say(failure.message));
  }
  return { content: results.content, failed: entries.some((entry) => !entry.ok) };
}

const saying = ({ ok, why, figures }) =>
  ok ? Object.entries(figures).map(([what, value]) => `${what}: ${number(value)}`).join('; ') : `FAILED: ${why}`;

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = true;
    interrupt();
  });
}

function show(content) {
  const nothing = options.smoke ? 'A trial with few connections: the figures mean nothing.\n\n' : '';
  const text = `${nothing}${table(content)}\n\n${about(content)}`;
  console.log(text);
  if (options.readme && !options.smoke) fill(readme, text);
}

async function main() {
  if (options.help) return console.log(USAGE);
  if (options.peers) return console.log((await install()).join('\n'));
  if (options.table) return show(read(names[0] ?? latest()));
  await command(['make', '-s', '-C', join(root, 'bench', 'load'), 'load']);
  if (options.check) return check(root, options.check, { names, short: options.short, smoke: options.smoke, pairs: Number(options.pairs), say, stopped: () => stopped });
  const lines = (names.length > 0 ? names.map(lineNamed) : LINES.filter((line) => !options.smoke || line.name === 'fanout-1000'))
    .map((line) => (options.smoke ? small(line) : line));
  if (lines.some((line) => line.program)) await command(['npm', '--prefix', join(root, 'e2e', 'node'), 'ci', '--no-audit', '--no-fund']);
  const { content, failed } = await measureAll(lines, servers());
  if (content.entries.length > 0) show(content);
  process.exitCode = stopped ? 130 : Number(failed);
}

main().catch((failure) => {
  say(`bench/run: ${failure.message}`);
  process.exitCode = 2;
});
