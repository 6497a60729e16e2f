// Choices that are the same for the same seed.

/** Numbers from 0 to below 1, one after the other (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Random {
  #next;

  constructor(seed) {
    this.#next = numbers(seed);
  }

  /** Another row of choices, which does not depend on how many were made here. */
  fork() {
    return new Random(this.below(2 ** 32));
  }

  below(bound) {
    return Math.floor(this.#next() * bound);
  }

  between(least, most) {
    return least + this.#next() * (most - least);
  }

  chance(probability) {
    return this.#next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  shuffled(list) {
    const all = [...list];
    for (let i = all.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [all[i], all[j]] = [all[j], all[i]];
    }
    return all;
  }
}
