// Waiting, and what times come to.

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until the condition holds; rejects with what was waited for when it does not in time. */
export async function until(condition, what, milliseconds) {
  for (const end = Date.now() + milliseconds; ; await pause(20)) {
    if (await condition()) return;
    if (Date.now() > end) throw new Error(`no ${what} within ${milliseconds} ms`);
  }
}

/** The value below which this part of them lies. */
export function percentile(values, part) {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export const median = (values) => percentile(values, 0.5);

/** Prints what `line` gives, every so many seconds, until the returned function is called. */
export function progress(seconds, line) {
  const start = Date.now();
  const timer = setInterval(() => {
    console.error(`  ${String(Math.round((Date.now() - start) / 1000)).padStart(4)} s  ${line()}`);
  }, seconds * 1000);
  return () => clearInterval(timer);
}
