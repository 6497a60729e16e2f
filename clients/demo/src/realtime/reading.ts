import { type RetryPolicy, retrying } from '../http/retry';

/** One reading at a time, repeated until it succeeds; starting again abandons the one before. */
export class Reading<T> {
  #running = new AbortController();

  constructor(
    private readonly read: (signal: AbortSignal) => Promise<T>,
    private readonly hooks: {
      done: (value: T) => void;
      /** `final` when it is not tried again by itself. */
      trouble: (failure: unknown, final: boolean) => void;
    },
    private readonly policy: RetryPolicy,
  ) {}

  start(): void {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    retrying(this.read, this.policy, signal, (problem) => {
      this.hooks.trouble(problem, false);
    }).then(
      (value) => {
        if (!signal.aborted) {
          this.hooks.done(value);
        }
      },
      (failure: unknown) => {
        if (!signal.aborted) {
          this.hooks.trouble(failure, true);
        }
      },
    );
  }

  stop(): void {
    this.#running.abort();
  }
}
