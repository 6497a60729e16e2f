// Large events on one channel, and what their readers see of them.
import { Ledger, disorder, missing } from './ledger.mjs';
import { Listener } from './listener.mjs';
import { load } from './load.mjs';
import { Publisher } from './publisher.mjs';
import { Random } from './random.mjs';
import { pause, percentile, until } from './time.mjs';

const ALL_WITHIN = 20_000;
const now = () => performance.timeOrigin + performance.now();

/** An event of so many bytes that says its number and when it was due. */
export const sized = (bytes) => (n, due) => {
  const bare = JSON.stringify({ m: n, due, x: '' });
  return `${bare.slice(0, -2)}${'x'.repeat(Math.max(0, bytes - bare.length))}"}`;
};

/** A few readers in this process. */
export class OwnTraffic {
  #ledger = new Ledger();
  #times = [];
  #readers;

  constructor(port, channel, { readers, rate, bytes }) {
    Object.assign(this, { port, channel, rate, bytes });
    this.#readers = Array.from({ length: readers }, () => {
      const received = [];
      const reader = new Listener(port, [channel], ({ m, due }) => {
        received.push(m);
        this.#times.push(now() - due);
      });
      return { reader, received };
    });
  }

  open() {
    return Promise.all(this.#readers.map(({ reader }) => reader.connect()));
  }

  /** Publishes for so long. @return the readers' p99 in ms, and what is wrong with what they received */
  async run(seconds) {
    this.#times.length = 0;
    const publisher = new Publisher({
      ledgers: new Map([[this.channel, this.#ledger]]), port: this.port, random: new Random(0), rate: this.rate,
      connections: 1, data: sized(this.bytes),
    });
    await Promise.race([pause(seconds * 1000), publisher.failed]);
    await publisher.stop();
    const all = () => this.#readers.every(({ received }) => received.length >= this.#ledger.size);
    await until(all, 'end', ALL_WITHIN).catch(() => {}); // the check tells
    const wrong = this.#readers.flatMap(({ received }) => [...disorder(received, this.#ledger), ...missing(received, this.#ledger)]);
    return { p99: percentile(this.#times, 0.99), problems: wrong.map((what) => `a reader: ${what}`) };
  }

  close() {
    this.#readers.forEach(({ reader }) => reader.cut());
  }
}

/** Many readers, in the load tool. They come and go with each run. */
export class LoadTraffic {
  constructor({ port, pid }, prefix, { readers, rate, bytes }) {
    this.options = {
      target: `127.0.0.1:${port}`, 'server-pid': pid, n: readers, channels: 1, prefix, rate, size: bytes, warmup: 0,
    };
  }

  async open() {}

  async run(seconds) {
    const result = await load('fanout', { ...this.options, duration: seconds }, (line) => console.error(line));
    return { p99: result.latency_ms.p99, problems: result.ok ? [] : [`the readers: ${JSON.stringify(result)}`] };
  }

  close() {}
}
