// What was sent on each channel, what of it was acknowledged, and what is wrong with what somebody received.

const SENT = 1;
const ACKNOWLEDGED = 2;

/** Events of one channel are numbered from 0 in the order of their sending. */
export class Ledger {
  #states = [];

  /** @return the number of the next event */
  send() {
    return this.#states.push(SENT) - 1;
  }

  acknowledge(n) {
    this.#states[n] = ACKNOWLEDGED;
  }

  sent(n) {
    return this.#states[n] !== undefined;
  }

  acknowledged(n) {
    return this.#states[n] === ACKNOWLEDGED;
  }

  get size() {
    return this.#states.length;
  }

  /** The numbers of all that were acknowledged, in order. */
  get all() {
    return [...this.#states.keys()].filter((n) => this.acknowledged(n));
  }
}

/** What is wrong whoever received it: repeats, events that nobody sent, acknowledged ones out of order. */
export function disorder(received, ledger) {
  const seen = new Set();
  const problems = [];
  let last = -1;
  for (const n of received) {
    if (!ledger.sent(n)) problems.push(`${n} was never sent`);
    if (seen.has(n)) problems.push(`${n} came again`);
    seen.add(n);
    if (ledger.acknowledged(n)) {
      if (n < last) problems.push(`${n} came behind ${last}`);
      last = n;
    }
  }
  return problems;
}

/** The acknowledged ones that did not come. */
export function missing(received, ledger) {
  const seen = new Set(received);
  return ledger.all.filter((n) => !seen.has(n)).map((n) => `${n} is missing`);
}

/** Where two who were there all the time received different things, unacknowledged events included. */
export function difference(one, other) {
  const at = Array.from({ length: Math.max(one.length, other.length) }).findIndex((_, i) => one[i] !== other[i]);
  return at < 0 ? [] : [`the ${at}. event is ${one[at]} here and ${other[at]} there`];
}
