// All connections cut at once are back, and those that were not cut are not disturbed.
import { Ledger, disorder, missing } from './ledger.mjs';
import { Listener } from './listener.mjs';
import { load } from './load.mjs';
import { Publisher } from './publisher.mjs';
import { Random } from './random.mjs';
import { pause, percentile, until } from './time.mjs';

/** A gateway that was just started compiles what it runs often. */
const WARMING_SECONDS = 10;
const QUIET_SECONDS = 10;
const ALL_WITHIN = 20_000;
const now = () => performance.timeOrigin + performance.now();

/** @return what was measured, and `problems`: there are to be none */
export async function storm(stack, options) {
  const { connections, channels, calm, calmChannels, rate, inflight, seed } = options;
  const ledgers = new Map(Array.from({ length: calmChannels }, (_, i) => [`calm-${seed}-${i}`, new Ledger()]));
  const ports = stack.ports();
  const times = { warming: [], before: [], opening: [], during: [], after: [] };
  let phase = 'warming';
  const listeners = Array.from({ length: calm }, (_, i) => {
    const channel = [...ledgers.keys()][i % calmChannels];
    const received = [];
    const heard = ({ n, due }) => {
      received.push(n);
      times[phase].push(now() - due);
    };
    return { channel, received, listener: new Listener(ports[i % ports.length], [channel], heard) };
  });
  await Promise.all(listeners.map(({ listener }) => listener.connect()));
  const publisher = new Publisher({
    ledgers, port: ports[0], random: new Random(seed), rate, connections: 2, data: (n, due) => JSON.stringify({ n, due }),
  });
  try {
    await Promise.race([pause(WARMING_SECONDS * 1000), publisher.failed]);
    phase = 'before';
    await Promise.race([pause(QUIET_SECONDS * 1000), publisher.failed]);
    phase = 'opening';
    const target = ports.map((port) => `127.0.0.1:${port}`).join();
    const pids = stack.gateways().map(({ pid }) => pid).join();
    const storming = load(
      'reconnect',
      { target, 'server-pid': pids, n: connections, channels, inflight, prefix: `storm-${seed}-` },
      (line) => {
        if (line === 'cut') phase = 'during';
        if (line === 'back') phase = 'after';
        console.error(line);
      },
    );
    const result = await Promise.race([storming, publisher.failed]);
    await publisher.stop();
    const all = () => listeners.every(({ channel, received }) => received.length >= ledgers.get(channel).size);
    await until(all, 'end', ALL_WITHIN).catch(() => {}); // the check tells
    const p99 = Object.fromEntries(Object.entries(times).map(([when, them]) => [when, percentile(them, 0.99)]));
    const problems = listeners.flatMap(({ channel, received }) =>
      [...disorder(received, ledgers.get(channel)), ...missing(received, ledgers.get(channel))]
        .map((what) => `a calm one on ${channel}: ${what}`));
    if (!result.ok) problems.push(`not all came back: ${JSON.stringify(result)}`);
    if (times.during.length === 0) problems.push('nothing was delivered during the storm');
    return {
      connections, backAfterSeconds: result.seconds, sinceCutMs: result.since_cut_ms, calm, rate,
      deliveredDuring: times.during.length, p99Ms: p99, wantedP99Ms: 50, server: result.server, problems,
    };
  } finally {
    await publisher.stop().catch(() => {}); // was told
    listeners.forEach(({ listener }) => listener.cut());
  }
}
