// Two builds against each other: paired runs in turn, the median of each pair's ratio.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Carillon } from './carillon.mjs';
import { command } from './command.mjs';
import { lineNamed, small } from './lines.mjs';
import { count, once, warmUp } from './measure.mjs';
import { read } from './results.mjs';
import { number } from './table.mjs';
import { compare, LEAST_PAIRS, measuresIn, valuesOf } from './verdict.mjs';

const DEFAULT_LINES = ['fanout-1000', 'channels'];
const TRIES = 2;

/** Long runs on fresh gateways, or short ones on gateways that keep running. */
const LONG = { duration: 8, warmup: 1 };
const SHORT = { duration: 4, warmup: 0.5 };

export async function check(root, base, { names, short, smoke, pairs, say, stopped }) {
  if (!(pairs >= LEAST_PAIRS)) throw new Error(`at least ${LEAST_PAIRS} pairs`);
  const lines = (names.length > 0 ? names : DEFAULT_LINES).map(lineNamed).map((line) => (smoke ? small(line) : line));
  const few = lines.filter((line) => !line.counted);
  if (few.length > 0) throw new Error(`nothing is counted on ${few.map((line) => line.name).join(', ')}`);
  const settings = smoke ? {} : short ? SHORT : LONG;
  const builds = {};
  try {
    for (const [role, name] of [['base', commitNamed(base)], ['head', 'HEAD']]) {
      builds[role] = await Build.of(root, role, name, say);
      await builds[role].start(lines);
    }
    const fresh = !short && !smoke;
    const values = await paired(builds, lines, { settings, fresh, pairs, say, stopped });
    return report(root, builds, values, say);
  } finally {
    for (const build of Object.values(builds)) await build.remove().catch((failure) => say(failure.message));
  }
}

/** A results file stands for its commit: figures of another day are not compared, builds are. */
function commitNamed(base) {
  const commit = existsSync(base) ? read(base).commit : base;
  if (commit.endsWith('-dirty')) throw new Error(`${base} was measured on sources that no commit holds`);
  return commit;
}

/** A commit in a worktree of its own, built and started. */
class Build {
  static async of(root, role, name, say) {
    const commit = (await command(['git', '-C', root, 'rev-parse', '--short', '--verify', `${name}^{commit}`])).trim();
    const build = new Build(root, join(root, '.carillon', `check-${role}`), commit);
    await build.remove();
    await command(['git', '-C', root, 'worktree', 'add', '--detach', build.tree, commit]);
    say(`${role}: building and starting ${commit}`);
    return build;
  }

  constructor(root, tree, commit) {
    Object.assign(this, { root, tree, commit, carillon: new Carillon(tree) });
  }

  async start(lines) {
    this.place = await this.carillon.fresh();
    for (const line of lines) await warmUp(this.place, line);
  }

  async remove() {
    await this.carillon.stop();
    if (existsSync(this.tree)) await command(['git', '-C', this.root, 'worktree', 'remove', '--force', this.tree]);
  }
}

async function paired(builds, lines, { settings, fresh, pairs, say, stopped }) {
  const values = lines.map((line) => ({ line: line.name, pairs: [] }));
  for (let pair = 0; pair < pairs; pair++) {
    const order = pair % 2 === 0 ? ['base', 'head'] : ['head', 'base'];
    const got = lines.map(() => ({}));
    for (const role of order) {
      if (fresh && pair > 0) await builds[role].start(lines);
      for (const [n, line] of lines.entries()) {
        if (stopped()) throw new Error('interrupted');
        got[n][role] = await patiently(builds[role].place, line, settings);
      }
    }
    got.forEach((each, n) => values[n].pairs.push(each));
    say(`pair ${pair + 1} of ${pairs}: ${got.map((each, n) => `${lines[n].name} ${said(each)}`).join('; ')}`);
  }
  return values;
}

/** A run that is not ok is made once more: machines are busy elsewhere at times. */
async function patiently(place, line, settings) {
  for (let tried = 1; ; tried++) {
    try {
      return valuesOf(await once(place, line, { ...line.load, ...settings }), await count(place, line));
    } catch (failure) {
      if (tried === TRIES) throw failure;
    }
  }
}

const said = (pair) => measuresIn([pair]).map(({ key, short }) => `${number(pair.base[key])} → ${number(pair.head[key])} ${short}`).join(', ');

function report(root, builds, values, say) {
  const rows = values.flatMap(({ line, pairs }) => measuresIn(pairs).map((measure) => ({ line, ...compare(measure, pairs) })));
  console.log(`| line | of the gateway | ${builds.base.commit} | ${builds.head.commit} | median of the ratios (least – most) | |`);
  console.log('|---|---|---|---|---|---|');
  for (const row of rows) {
    const spread = `${row.ratio.toFixed(3)} (${row.least.toFixed(3)} – ${row.most.toFixed(3)})`;
    console.log(`| ${row.line} | ${row.what} | ${number(row.base)} | ${number(row.head)} | ${spread} | ${row.regressed ? '**regression**' : 'holds'} |`);
  }
  if (!rows.some((row) => row.what.startsWith('writes'))) say('Writes were not counted: perf is missing, or not allowed here');
  mkdirSync(join(root, '.carillon'), { recursive: true });
  const file = join(root, '.carillon', 'check.json');
  writeFileSync(file, JSON.stringify({ base: builds.base.commit, head: builds.head.commit, rows, values }, null, 1));
  say(`All values stand in ${file}`);
  process.exitCode = Number(rows.some((row) => row.regressed));
}
