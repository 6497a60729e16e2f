// Recovery with faults: every subscriber with the add-on has every acknowledged event once and in order.
import { Crowd } from './crowd.mjs';
import { Faults } from './faults.mjs';
import { Forwarder } from './forwarder.mjs';
import { Ledger } from './ledger.mjs';
import { Publisher } from './publisher.mjs';
import { Random } from './random.mjs';
import { pause, progress, until } from './time.mjs';

const KINDS = ['', '', 'private-', 'cache-', 'presence-'];
const CONNECTED_WITHIN = 60_000;
const FAULTS_WITHIN = 120_000;
const COMPLETE_WITHIN = 60_000;
/** For what may come behind the last event and is not to. */
const STRAYS_WITHIN = 1_000;

/** @return what was counted, and `problems`: there are to be none */
export async function recovery(stack, options) {
  const { seconds, seed, say = (line) => console.error(line) } = options;
  say(`seed ${seed}`);
  const random = new Random(seed);
  const prefix = `faults-${Date.now().toString(36)}-`; // data of earlier runs may be there
  const names = Array.from({ length: options.channels }, (_, i) => `${KINDS[i % KINDS.length]}${prefix}${i}`);
  const ledgers = new Map(names.map((name) => [name, new Ledger()]));
  const forwarder = new Forwarder(() => stack.ports(), random.fork());
  await forwarder.listen();
  const crowd = await Crowd.gather(forwarder.port, ledgers, options);
  const running = [];
  const stopProgress = progress(5, () => JSON.stringify({ ...crowd.counts(), ...running[0]?.counts, ...running[1]?.counts }));
  try {
    await until(() => crowd.ready, 'subscription of all', CONNECTED_WITHIN);
    const publisher = new Publisher({
      ledgers, port: forwarder.port, random: random.fork(), rate: options.rate, connections: options.connections,
      data: (n) => JSON.stringify({ n }), givesUp: 0.05,
    });
    running.push(publisher);
    const faults = new Faults(stack, forwarder, random.fork(), { rest: options.rest, together: options.together, say });
    running.push(faults);
    const end = Date.now() + seconds * 1000;
    const over = until(() => Date.now() > end && faults.complete, 'fault of each kind', seconds * 1000 + FAULTS_WITHIN);
    await Promise.race([over, ...running.map(({ failed }) => failed)]);
    await faults.stop();
    await publisher.stop();
    await until(() => crowd.complete, 'end', COMPLETE_WITHIN).catch(() => {}); // problems() tells what is missing
    await pause(STRAYS_WITHIN);
    return { seed, ...crowd.counts(), ...publisher.counts, ...faults.counts, problems: crowd.problems() };
  } finally {
    stopProgress();
    await Promise.allSettled(running.map((one) => one.stop()));
    crowd.leave();
    forwarder.close();
  }
}
