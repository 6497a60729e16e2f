// Everybody who listens during a run with faults, and what is wrong with what they received.
import { addOn, stockClient } from './add-on.mjs';
import { difference, disorder, missing } from './ledger.mjs';
import { Subscriber, watchMembers } from './subscribers.mjs';

export class Crowd {
  /**
   * Subscribers with the add-on, and stock clients beside them. Each has a channel, every fifth has two.
   *
   * @param ledgers what is sent, by channel
   */
  static async gather(port, ledgers, { subscribers, stock }) {
    const Recovering = stockClient();
    (await addOn())(Recovering);
    const Stock = stockClient();
    const crowd = new Crowd();
    crowd.ledgers = ledgers;
    crowd.strange = watchMembers(Stock);
    const channels = [...ledgers.keys()];
    const make = (Client, kind) => (_, i) => {
      const second = i % 5 === 0 ? [channels[(i + 7) % channels.length]] : [];
      return new Subscriber(Client, port, `${kind}-${i}`, [channels[i % channels.length], ...second]);
    };
    crowd.recovering = Array.from({ length: subscribers }, make(Recovering, 'recovering'));
    crowd.stock = Array.from({ length: stock }, make(Stock, 'stock'));
    return crowd;
  }

  get all() {
    return [...this.recovering, ...this.stock];
  }

  get ready() {
    return this.all.every(({ ready }) => ready);
  }

  /** Whether each subscription with the add-on has all that was acknowledged, and all of a channel have the same number. */
  get complete() {
    const acknowledged = new Map([...this.ledgers].map(([channel, ledger]) => [channel, ledger.all]));
    const sizes = new Map();
    return heard(this.recovering).every(({ channel, its: { received } }) => {
      const size = sizes.get(channel) ?? received.length;
      sizes.set(channel, size);
      if (received.length !== size || size < acknowledged.get(channel).length) return false;
      const seen = new Set(received);
      return acknowledged.get(channel).every((n) => seen.has(n));
    });
  }

  counts() {
    const sum = (who, what) => heard(who).reduce((total, { its }) => total + what(its), 0);
    return {
      subscriptions: heard(this.recovering).length,
      connections: this.all.reduce((total, { connections }) => total + connections, 0),
      delivered: sum(this.recovering, ({ received }) => received.length),
      recovered: sum(this.recovering, ({ recovered }) => recovered),
      gaps: sum(this.recovering, ({ gaps }) => gaps),
      stockDelivered: sum(this.stock, ({ received }) => received.length),
    };
  }

  /** One sentence for each thing that is wrong. */
  problems() {
    const problems = this.strange.map((what) => `a stock client got ${what}`);
    const firsts = new Map();
    for (const { who, channel, its } of heard(this.recovering)) {
      const ledger = this.ledgers.get(channel);
      const first = firsts.get(channel) ?? its;
      firsts.set(channel, first);
      const wrong = [
        ...disorder(its.received, ledger),
        ...missing(its.received, ledger),
        ...difference(its.received, first.received),
        ...(its.gaps > 0 ? [`${its.gaps} gaps`] : []),
      ];
      problems.push(...wrong.map((what) => `${who} on ${channel}: ${what}`));
    }
    for (const { who, channel, its } of heard(this.stock)) {
      problems.push(...disorder(its.received, this.ledgers.get(channel)).map((what) => `${who} on ${channel}: ${what}`));
      if (its.gaps + its.recovered > 0) problems.push(`${who} on ${channel}: heard of recovery`);
    }
    return problems;
  }

  leave() {
    this.all.forEach((subscriber) => subscriber.close());
  }
}

const heard = (subscribers) =>
  subscribers.flatMap(({ name, channels }) => [...channels].map(([channel, its]) => ({ who: name, channel, its })));
