// Readers that stall: they are cut, hold no memory for long, disturb nobody, and come back without a gap.
import { gauges, liveHeapMb, rssMb } from './gauges.mjs';
import { Ledger, difference } from './ledger.mjs';
import { Listener } from './listener.mjs';
import { Publisher } from './publisher.mjs';
import { Random } from './random.mjs';
import { pause, progress, until } from './time.mjs';
import { LoadTraffic, OwnTraffic, sized } from './traffic.mjs';

const BACK_WITHIN = 60_000;
/** A cut is seen as soon as what the kernel holds was read. */
const CUT_SEEN_WITHIN = 10_000;
const GROWTH_MAX = 1.1;
const P99_GROWTH_MAX = 1.2;
const RESTS = 3_000;

/**
 * @param options `own` takes few readers in this process; without it they are the load tool's, and memory and p99 count
 * @return what was measured, and `problems`: there are to be none
 */
export async function slow(stack, options) {
  const { seed, readers, stalled, seconds, before, warmUp = 0, own = false } = options;
  const [gateway] = stack.gateways();
  const prefix = `slow-${seed}-`;
  const traffic = own ? new OwnTraffic(gateway.port, `${prefix}0`, options) : new LoadTraffic(gateway, prefix, options);
  const follow = () => {
    const received = [];
    const listener = new Listener(gateway.port, [`${prefix}0`], ({ m }) => received.push(m), { resume: true });
    return { listener, received };
  };
  const witness = follow();
  const slowOnes = Array.from({ length: stalled }, follow);
  const followers = [witness, ...slowOnes];
  let peak = 0;
  const stopProgress = progress(5, () => {
    peak = Math.max(peak, rssMb(gateway.pid));
    return JSON.stringify({ read: witness.received.length, ...gauges(gateway.pid) });
  });
  try {
    if (options.fill) await fill(gateway.port, prefix, options);
    await traffic.open();
    await Promise.all(followers.map(({ listener }) => listener.connect()));
    const warming = warmUp > 0 ? await traffic.run(warmUp) : { problems: [] }; // the gateway compiles what it runs often
    const calm = await traffic.run(before);
    const memory = { before: await memoryOf(gateway.pid) };
    slowOnes.forEach(({ listener }) => listener.stall());
    const stalling = await traffic.run(seconds);
    const back = traffic.run(Math.min(seconds, 10));
    const returned = await Promise.all(slowOnes.map(({ listener }) => comeBack(listener)));
    const returning = await back;
    const caughtUp = () => slowOnes.every(({ received }) => received.length >= witness.received.length);
    await until(caughtUp, 'end', BACK_WITHIN).catch(() => {}); // the check tells
    await pause(RESTS);
    memory.after = await memoryOf(gateway.pid);
    const problems = [
      ...[warming, calm, stalling, returning].flatMap((each) => each.problems),
      ...returned.filter((was) => !was).map(() => 'a stalled reader was not cut: all that it missed fits into the kernel'),
      ...slowOnes.flatMap(({ listener, received }, i) => [
        ...(listener.gaps > 0 || listener.recovered === 0 ? [`stalled ${i}: ${listener.gaps} gaps, ${listener.recovered} recoveries`] : []),
        ...difference(received, witness.received).map((what) => `stalled ${i}: ${what}`),
      ]),
      ...(own ? [] : measured(memory, calm, stalling)),
    ];
    return {
      readers, stalled, events: witness.received.length, p99Calm: calm.p99, p99Stalling: stalling.p99,
      p99Returning: returning.p99, memory: { ...memory, peakRssMb: peak }, problems,
    };
  } finally {
    stopProgress();
    followers.forEach(({ listener }) => listener.cut());
    traffic.close();
  }
}

/** Reads on until the gateway's cut is seen, then comes back. @return whether there was a cut */
async function comeBack(listener) {
  listener.readOn();
  const cut = await Promise.race([listener.over.then(() => true), pause(CUT_SEEN_WITHIN).then(() => false)]);
  if (cut) await listener.connect();
  return cut;
}

/** Brings what the gateway keeps for those who come back to its bound, so that it grows no more. */
async function fill(port, prefix, { fill: megabytes, bytes }) {
  const ledger = new Ledger();
  const publisher = new Publisher({
    ledgers: new Map([[`${prefix}fill`, ledger]]), port, random: new Random(0), rate: 500, connections: 1, data: sized(bytes),
  });
  const done = () => ledger.size * bytes > megabytes * 2 ** 20;
  await Promise.race([until(done, 'full buffer', BACK_WITHIN), publisher.failed]);
  await publisher.stop();
}

async function memoryOf(pid) {
  const liveMb = await liveHeapMb(pid);
  return { rssMb: rssMb(pid), liveMb };
}

function measured({ before, after }, calm, stalling) {
  const problems = [];
  for (const what of ['rssMb', 'liveMb']) {
    if (after[what] > before[what] * GROWTH_MAX) problems.push(`${what} went from ${before[what]} to ${after[what]}`);
  }
  if (stalling.p99 > calm.p99 * P99_GROWTH_MAX) problems.push(`the p99 went from ${calm.p99} to ${stalling.p99} ms`);
  return problems;
}
