import type { Clock } from '../src/chat/throttle';

/** Time that passes only when it is told to. */
export class HandClock implements Clock {
  #now = 0;
  #tasks: { at: number; run: () => void }[] = [];

  readonly now = () => this.#now;

  readonly after = (ms: number, run: () => void) => {
    const task = { at: this.#now + ms, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== task);
    };
  };

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#tasks = this.#tasks.filter((one) => one !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  #due(end: number) {
    return this.#tasks.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}
