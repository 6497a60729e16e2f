import { Problem } from './problem';

/** How long to pause before the given try (1 is the second one); undefined gives up. */
export type Pauses = (tried: number) => number | undefined;

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RetryPolicy {
  readonly pauses: Pauses;
  readonly sleep: Sleep;
}

/** Doubles from the first pause to the longest; the random share keeps many pages from coming back in step. */
export function backOff(firstMs: number, longestMs: number, random: () => number): Pauses {
  return (tried) => {
    const pause = Math.min(longestMs, firstMs * 2 ** Math.min(tried - 1, 16));
    return pause * (0.75 + random() / 2);
  };
}

export function atMost(tries: number, pauses: Pauses): Pauses {
  return (tried) => (tried < tries ? pauses(tried) : undefined);
}

/**
 * Runs the task until it succeeds, repeating only what passes by itself. `onPause` hears of each failure that is
 * tried again; the last one is thrown. Once the signal is aborted it throws, and never runs the task again.
 */
export async function retrying<T>(
  task: (signal: AbortSignal) => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
  onPause: (problem: Problem) => void = () => undefined,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await task(signal);
    } catch (failure) {
      signal.throwIfAborted();
      const pause = policy.pauses(tried);
      if (!(failure instanceof Problem) || !failure.passes || pause === undefined) {
        throw failure;
      }
      onPause(failure);
      await policy.sleep(Math.max(pause, failure.retryAfterMs ?? 0), signal);
    }
  }
}

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
