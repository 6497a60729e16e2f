// Gateways die, drain and come back, and lines are cut, at random.
import { pause } from './time.mjs';

export class Faults {
  counts = { killed: 0, drained: 0, restarted: 0, cuts: 0, linesCut: 0 };
  #going = true;
  #loops;
  /** Rejects when a fault could not be made. */
  failed;

  /**
   * @param rest the least and the most milliseconds between two faults of gateways
   * @param together how often all gateways are killed at once
   */
  constructor(stack, forwarder, random, { rest = [2_000, 8_000], together = 0, say = () => {} } = {}) {
    Object.assign(this, { stack, forwarder, rest, together, say });
    // Rows of their own: how long a restart takes does not change what is chosen.
    this.#loops = Promise.all([this.#gateways(random.fork()), this.#cuts(random.fork())]);
    this.failed = new Promise((_, reject) => this.#loops.catch(reject));
    this.failed.catch(() => {}); // so does stop()
  }

  /** Whether each kind of fault was there. */
  get complete() {
    const { killed, drained, restarted, cuts } = this.counts;
    return killed > 0 && drained > 0 && restarted > 1 && cuts > 0;
  }

  /** Ends them. Every gateway is up when it resolves. */
  stop() {
    this.#going = false;
    return this.#loops;
  }

  async #gateways(random) {
    const kinds = random.shuffled(['kill', 'drain']); // each once before chance decides
    while (this.#going) {
      await this.#rest(random.between(...this.rest));
      if (!this.#going) return;
      const all = this.stack.gateways().map(({ name }) => name);
      const down = random.between(0, 3_000);
      const name = random.pick(all);
      const kind = kinds.shift() ?? (random.chance(this.together) ? 'together' : random.pick(['kill', 'drain']));
      if (kind === 'together') await this.#fail('kill', all, down);
      else await this.#fail(kind, [name], down);
    }
  }

  async #fail(kind, names, down) {
    this.say(`${kind} ${names.join(' and ')}, for ${Math.round(down)} ms`);
    if (kind === 'drain') await Promise.all(names.map((name) => this.stack.drain(name)));
    else names.forEach((name) => this.stack.kill(name));
    this.counts[kind === 'drain' ? 'drained' : 'killed'] += names.length;
    await pause(down);
    for (const name of names) {
      await this.stack.restart(name);
      this.counts.restarted++;
    }
  }

  async #cuts(random) {
    while (this.#going) {
      await this.#rest(random.between(300, 3_000));
      const part = random.chance(0.05) ? 1 : random.between(0, 0.3);
      this.#cut(part);
      if (random.chance(0.3)) {
        await pause(random.between(0, 1_500)); // in the middle of a replay, or before one began
        this.#cut(part);
      }
    }
  }

  #cut(part) {
    this.counts.cuts++;
    this.counts.linesCut += this.forwarder.cut(part);
  }

  async #rest(milliseconds) {
    for (const end = Date.now() + milliseconds; this.#going && Date.now() < end; ) await pause(50);
  }
}
