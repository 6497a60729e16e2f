/** What a throttle needs of a clock, so that a test can move it by hand. */
export interface Clock {
  readonly now: () => number;
  /** Runs the task later, until the returned function is called. */
  readonly after: (ms: number, task: () => void) => () => void;
}

export const wallClock: Clock = {
  now: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export interface Throttled {
  (): void;
  /** Forgets a call that is still to come, and lets the next one through at once. */
  reset(): void;
}

/**
 * At most one call each `ms`: the first at once, and one more at the end of the span when others came in it, so the
 * last of a row is never lost.
 */
export function throttle(call: () => void, ms: number, clock: Clock): Throttled {
  let freeAt = -Infinity;
  let cancel: (() => void) | undefined;

  const run = () => {
    cancel = undefined;
    freeAt = clock.now() + ms;
    call();
  };
  const throttled = () => {
    if (cancel) {
      return;
    }
    const wait = freeAt - clock.now();
    if (wait <= 0) {
      run();
    } else {
      cancel = clock.after(wait, run);
    }
  };
  return Object.assign(throttled, {
    reset: () => {
      cancel?.();
      cancel = undefined;
      freeAt = -Infinity;
    },
  });
}
