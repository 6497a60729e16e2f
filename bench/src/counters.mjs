// What is read around a load: CPU of the server and of the broker, and the counts of a gateway.
import { readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, end, OTHERS, start } from './processes.mjs';

const program = fileURLToPath(new URL('../Allocated.java', import.meta.url));
const WRITES = ['write', 'writev', 'sendto', 'sendmsg', 'sendmmsg'];

/** Reads CPU alone, which disturbs nothing. */
export const lookAtCpu = ({ pids, brokers = [] }) => async () => ({ server: cpuSeconds(pids), broker: cpuSeconds(brokers) });

/** CPU that was used between two looks. */
export const cpuBetween = (before, after) => ({
  serverSeconds: after.server - before.server,
  brokerSeconds: after.broker - before.broker,
});

/** Asks a JVM, with its own Java, how many bytes it has allocated. */
class Allocations {
  constructor(pid) {
    const java = readlinkSync(`/proc/${pid}/exe`);
    this.child = start(OTHERS, [java, program, String(pid)], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.child.stdin.on('error', () => {}); // it has died: the answer that never comes says so
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async bytes() {
    this.child.stdin.write('\n');
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the gateway does not say how much it has allocated');
    return Number(value);
  }

  close() {
    return end(this.child);
  }
}

/** Counts a process's system calls that write, between `begin` and `finish`; with perf, where it is and may. */
class Writes {
  constructor(pid) {
    const events = WRITES.map((name) => `syscalls:sys_enter_${name}`).join();
    const words = ['perf', 'stat', '-x,', '-D', '-1', '--control', 'fd:3,4', '-e', events, '-p', String(pid)];
    this.child = start(OTHERS, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
    this.said = '';
    this.child.stderr.setEncoding('utf8').on('data', (text) => (this.said += text));
    this.child.stdio[3].on('error', () => {});
    this.acknowledged = this.child.stdio[4][Symbol.asyncIterator]();
    this.closed = new Promise((resolve) => this.child.once('close', resolve).once('error', resolve));
  }

  ready() {
    return this.tell('disable');
  }

  begin() {
    return this.tell('enable');
  }

  /** How many there were; undefined where perf is not installed or not allowed. */
  async finish() {
    await this.tell('disable');
    this.child.kill('SIGINT');
    await this.closed;
    const counts = [...this.said.matchAll(/^(\d+),,syscalls:/gm)].map((match) => Number(match[1]));
    return counts.length === WRITES.length ? counts.reduce((a, b) => a + b) : undefined;
  }

  async tell(word) {
    if (this.child.exitCode !== null) return;
    this.child.stdio[3].write(`${word}\n`);
    await Promise.race([this.acknowledged.next(), this.closed]);
  }

  close() {
    return end(this.child);
  }
}

/** Counts of a gateway per delivery, between two looks. */
export class Counters {
  constructor({ pids: [gateway], metrics }) {
    this.metrics = metrics;
    this.allocations = new Allocations(gateway);
    this.writes = new Writes(gateway);
  }

  /** Both take a moment to attach. */
  async ready() {
    await this.allocations.bytes();
    await this.writes.ready();
  }

  // Deliveries are asked for outside of what is counted: to answer, the gateway allocates and writes.
  begin = async () => {
    const before = await deliveries(this.metrics);
    const bytes = await this.allocations.bytes();
    await this.writes.begin();
    return { deliveries: before, bytes };
  };

  finish = async () => {
    const writes = await this.writes.finish();
    const bytes = await this.allocations.bytes();
    return { deliveries: await deliveries(this.metrics), bytes, writes };
  };

  async close() {
    await Promise.all([this.allocations.close(), this.writes.close()]);
  }
}

/** Per delivery; without `writes` where they could not be counted. */
export function perDelivery(before, after) {
  const delivered = after.deliveries - before.deliveries;
  if (!(delivered > 0)) throw new Error('the gateway counted no deliveries');
  return { deliveries: delivered, writes: after.writes && after.writes / delivered, bytes: (after.bytes - before.bytes) / delivered };
}

async function deliveries(address) {
  const answer = await fetch(address);
  return Number(/^carillon_deliveries_total(?:\{[^}]*\})? (\S+)$/m.exec(await answer.text())[1]);
}
