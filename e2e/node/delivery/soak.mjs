// Comings and goings for a long time: memory, handles and threads of the gateways stay where they are.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { Churn } from './churn.mjs';
import { gauges, liveHeapMb } from './gauges.mjs';
import { Ledger } from './ledger.mjs';
import { Publisher } from './publisher.mjs';
import { Random } from './random.mjs';
import { root } from './stack.mjs';
import { median, pause } from './time.mjs';

const KINDS = ['', 'cache-', 'private-', 'presence-', 'presence-cache-'];
const SAMPLE_SECONDS = 10;
/** A full collection each time would hide what the collector does by itself. */
const LIVE_HEAP_EVERY = 6;
const LIVE_HEAPS_LEAST = 18;
// Six minutes of thirty: idempotency keys are remembered for five.
const WARM_UP = 0.2;
const GROWTH_MAX = 1.1;
const GAUGES = ['rssMb', 'liveMb', 'handles', 'threads'];

/** @return what was measured, and `problems`: there are to be none */
export async function soak(stack, { minutes, seed, channels, visitors, stay, rate }) {
  const random = new Random(seed);
  const names = Array.from({ length: channels }, (_, i) => `${KINDS[i % KINDS.length]}soak-${seed}-${i}`);
  const ledgers = new Map(names.map((name) => [name, new Ledger()]));
  const publisher = new Publisher({
    ledgers, port: stack.ports()[0], random: random.fork(), rate, connections: 2, data: (n) => JSON.stringify({ n }),
  });
  const churn = new Churn(stack.ports(), names, random.fork(), { visitors, stay });
  let rows;
  try {
    rows = await Promise.race([samples(stack, minutes, churn, publisher), publisher.failed]);
  } finally {
    await Promise.allSettled([publisher.stop(), churn.stop()]);
  }
  const verdicts = stack.gateways().flatMap(({ name }) => GAUGES.map((gauge) => verdict(name, gauge, rows)));
  table(verdicts);
  const grown = verdicts.filter(({ flat }) => !flat).map(({ gateway, gauge, middle, last }) =>
    `${gateway}: ${gauge} went from ${middle} to ${last}`);
  return {
    minutes, seed, ...publisher.counts, ...churn.counts, verdicts,
    problems: [...grown, ...churn.problems, ...(churn.counts.gaps > 0 ? [`${churn.counts.gaps} gaps`] : [])],
  };
}

/** One row for each gateway every ten seconds, kept in a CSV file as they come. */
async function samples(stack, minutes, churn, publisher) {
  const directory = `${root}.carillon/results`;
  mkdirSync(directory, { recursive: true });
  const file = `${directory}/soak-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.csv`;
  writeFileSync(file, `seconds,gateway,${GAUGES}\n`);
  console.error(`samples: ${file}`);
  const count = Math.max(1, Math.round((minutes * 60) / SAMPLE_SECONDS));
  const liveEvery = Math.max(1, Math.min(LIVE_HEAP_EVERY, Math.floor(count / LIVE_HEAPS_LEAST)));
  const rows = [];
  const start = performance.now();
  for (let i = 1; i <= count; i++) {
    await pause(start + i * SAMPLE_SECONDS * 1000 - performance.now());
    for (const { name, pid } of stack.gateways()) {
      const liveMb = i % liveEvery === 0 ? await liveHeapMb(pid) : undefined;
      const row = { part: i / count, gateway: name, ...gauges(pid), liveMb };
      rows.push(row);
      appendFileSync(file, `${i * SAMPLE_SECONDS},${name},${GAUGES.map((gauge) => row[gauge] ?? '')}\n`);
    }
    const [row] = rows.slice(-1);
    console.error(`  ${i * SAMPLE_SECONDS} s  ${JSON.stringify({ ...row, ...churn.counts, acknowledged: publisher.counts.acknowledged })}`);
  }
  return rows;
}

/** Flat is what grows by no more than a tenth from the middle third to the last one, after a warm-up. */
function verdict(gateway, gauge, rows) {
  const of = (from, to) =>
    rows
      .filter((row) => row.gateway === gateway && row[gauge] !== undefined && row.part > from && row.part <= to)
      .map((row) => row[gauge]);
  const third = (1 - WARM_UP) / 3;
  const [first, middle, last] = [0, 1, 2].map((i) =>
    Number(median(of(WARM_UP + i * third, i === 2 ? 1 : WARM_UP + (i + 1) * third)).toFixed(1)));
  return { gateway, gauge, first, middle, last, flat: last <= middle * GROWTH_MAX };
}

function table(verdicts) {
  const line = (cells) => console.error(cells.map((cell, i) => String(cell)[i < 2 ? 'padEnd' : 'padStart'](12)).join(''));
  line(['gateway', 'gauge', 'first third', 'middle', 'last', '']);
  for (const { gateway, gauge, first, middle, last, flat } of verdicts) {
    line([gateway, gauge, first, middle, last, flat ? 'flat' : 'GROWS']);
  }
}
