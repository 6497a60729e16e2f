// One of these runs as a command: NAME [--OPTION VALUE]...; see e2e/README.md.
import { parseArgs } from 'node:util';
import { build } from './load.mjs';
import { recovery } from './recovery.mjs';
import { slow } from './slow.mjs';
import { soak } from './soak.mjs';
import { withStack } from './stack.mjs';
import { storm } from './storm.mjs';

const newSeed = () => Math.floor(Math.random() * 2 ** 31);
const PROBLEMS_SHOWN = 20;

/** What runs by which name, with which options by default; and which of them needs no name. */
const runs = {
  recovery: {
    run: recovery,
    options: { seconds: 300, gateways: 3, subscribers: 200, stock: 20, channels: 20, rate: 500, connections: 4, together: 0.1 },
    first: 'seconds',
  },
  'slow-readers': {
    run: slow,
    options: { seconds: 60, gateways: 2, readers: 950, stalled: 50, rate: 30, bytes: 8_000, before: 30, warmUp: 20, fill: 40 },
    first: 'seconds',
    prepare: build,
  },
  storm: {
    run: storm,
    options: { gateways: 2, connections: 10_000, channels: 100, calm: 100, calmChannels: 10, rate: 100, inflight: 4_000 },
    first: 'connections',
    prepare: build,
  },
  soak: {
    run: soak,
    options: { minutes: 30, gateways: 2, channels: 50, visitors: 200, stay: 10_000, rate: 100 },
    first: 'minutes',
  },
};

const [name, ...args] = process.argv.slice(2);
const { run, options: defaults, first, prepare = () => {} } = runs[name];
const { values, positionals } = parseArgs({
  args,
  allowPositionals: true,
  options: Object.fromEntries(Object.keys({ ...defaults, seed: 0 }).map((key) => [key, { type: 'string' }])),
});
const given = { ...values, ...(positionals.length > 0 && { [first]: positionals[0] }) };
const options = { ...defaults, seed: newSeed() };
for (const [key, value] of Object.entries(given)) options[key] = number(key, value);

function number(key, value) {
  if (!(Number(value) >= 0)) throw new Error(`--${key} is a number, not ${value}`);
  return Number(value);
}

prepare();
const { problems, ...result } = await withStack(name, options.gateways, (stack) => run(stack, options));
problems.slice(0, PROBLEMS_SHOWN).forEach((problem) => console.error(problem));
if (problems.length > PROBLEMS_SHOWN) console.error(`and ${problems.length - PROBLEMS_SHOWN} more`);
console.log(JSON.stringify({ scenario: name, ...result, problems: problems.length, ok: problems.length === 0 }));
process.exit(problems.length === 0 ? 0 : 1);
