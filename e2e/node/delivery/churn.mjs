// Visitors who come, subscribe, leave and come back, for as long as it goes on.
import { Listener } from './listener.mjs';
import { pause } from './time.mjs';

const RETRY_AFTER = 200;

export class Churn {
  counts = { connected: 0, left: 0, resumed: 0, turnedAway: 0, delivered: 0, gaps: 0 };
  problems = [];
  #going = true;
  #visitors;

  /**
   * @param channels those that visitors choose from
   * @param stay the most milliseconds that one stays
   */
  constructor(ports, channels, random, { visitors, stay }) {
    Object.assign(this, { ports, channels, stay });
    this.#visitors = Promise.all(Array.from({ length: visitors }, (_, i) => this.#visit(`visitor-${i}`, random.fork())));
    this.#visitors.catch(() => {}); // stop() tells
  }

  stop() {
    this.#going = false;
    return this.#visitors;
  }

  async #visit(user, random) {
    while (this.#going) {
      const chosen = random.shuffled(this.channels).slice(0, 1 + random.below(3));
      const seen = new Map(chosen.map((channel) => [channel, -1]));
      const heard = ({ n }, channel) => {
        // One publisher, one connection for each channel: numbers rise, on every visit.
        if (n <= seen.get(channel)) this.problems.push(`${user} on ${channel}: ${n} behind ${seen.get(channel)}`);
        seen.set(channel, n);
        this.counts.delivered++;
      };
      const visitor = new Listener(random.pick(this.ports), chosen, heard, { resume: random.chance(0.5), user });
      for (let visits = 1 + random.below(4); visits > 0 && this.#going; visits--) {
        if (!(await this.#arrive(visitor))) break;
        await pause(random.between(0, this.stay));
        if (random.chance(0.3)) visitor.leave(chosen.pop());
        visitor.cut();
        await visitor.over;
        this.counts.left++;
        if (chosen.length === 0 || !visitor.resume) break;
        visitor.port = random.pick(this.ports);
      }
      this.counts.resumed += visitor.recovered;
      this.counts.gaps += visitor.gaps;
    }
  }

  async #arrive(visitor) {
    try {
      await visitor.connect();
      this.counts.connected++;
      return true;
    } catch (failure) {
      this.counts.turnedAway++;
      this.problems.push(`not connected: ${failure.message}`);
      await pause(RETRY_AFTER);
      return false;
    }
  }
}
