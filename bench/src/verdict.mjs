// What is compared between two builds, and when one is worse.

/** Fewer pairs say nothing on a machine that does other things too. */
export const LEAST_PAIRS = 7;

/** Beyond this a build has regressed. */
export const WORST_RATIO = 1.1;

export const MEASURES = [
  { key: 'cpu', what: 'CPU per delivery, µs', short: 'µs' },
  { key: 'writes', what: 'writes per delivery', short: 'writes' },
  { key: 'bytes', what: 'bytes allocated per delivery', short: 'B' },
];

/** What was measured in one turn; a turn in which CPU or bytes are missing measured nothing. */
export function valuesOf({ figures }, { writes, bytes }) {
  const values = { cpu: figures['CPU per delivery, µs'], bytes };
  const missing = Object.keys(values).filter((key) => !(values[key] > 0));
  if (missing.length > 0) throw new Error(`not measured: ${missing.join(', ')}`);
  return { ...values, writes };
}

/** What can be compared: writes cannot where perf is missing. */
export const measuresIn = (pairs) => MEASURES.filter(({ key }) => pairs.every(({ base, head }) => base[key] > 0 && head[key] > 0));

/** Compares by the median of each pair's ratio: what disturbs both runs of a pair disturbs no ratio. */
export function compare({ key, what }, pairs) {
  const ratios = pairs.map(({ base, head }) => head[key] / base[key]);
  const ratio = median(ratios);
  return {
    what,
    base: median(pairs.map((pair) => pair.base[key])),
    head: median(pairs.map((pair) => pair.head[key])),
    ratio,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    regressed: ratio > WORST_RATIO,
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
