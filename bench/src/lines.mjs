// The lines of the table: what the load tool is asked to do, and which of its figures count.
//
// A figure is read from the tool's answer. `most` or `least` is what is wanted of Carillon; a figure without either
// is reported only.

const cpu = (most) => ({ what: 'CPU per delivery, µs', most, of: (a) => a.server.us_per_delivery });
const perCpu = (least) => ({ what: 'deliveries per CPU-second', least, of: (a) => a.deliveries_per_cpu_s });
const held = { what: 'the same at the highest rate held', of: (a) => 1e6 / a.us_per_delivery };
const p50 = (most) => ({ what: 'p50, ms', most, of: (a) => a.latency_ms.p50 });
const p99 = (most) => ({ what: 'p99, ms', most, of: (a) => a.latency_ms.p99 });
const found = { what: 'highest rate held at p99 ≤ 100 ms, deliveries/s', of: (a) => a.best_delivered_per_s };

/** Rounds that are not counted are the load itself: a JVM compiles for a minute or two. */
const warm = {};

export const LINES = [
  {
    name: 'fanout-1000',
    load: { scenario: 'fanout', n: 1000, rate: 50 },
    warm,
    counted: true,
    figures: [cpu(4.7), p99()],
  },
  {
    name: 'fanout-10000',
    load: { scenario: 'fanout', n: 10_000, rate: 5 },
    warm,
    counted: true,
    figures: [cpu(7.3), p99(90)],
  },
  {
    name: 'channels',
    load: { scenario: 'channels', n: 10_000, channels: 5000, rate: 5000, batch: 10 },
    warm,
    counted: true,
    figures: [cpu(30), p99()],
  },
  {
    name: 'max-1000',
    load: { scenario: 'fanout', n: 1000, batch: 10, 'find-max': true, rate: 100, duration: 3 },
    warm: { 'find-max': false, warmup: 0, duration: 4, rate: 100 },
    figures: [perCpu(2_000_000), held, found],
  },
  {
    name: 'max-10000',
    load: { scenario: 'fanout', n: 10_000, 'find-max': true, rate: 4, duration: 3 },
    warm: { 'find-max': false, warmup: 0, duration: 4, rate: 5 },
    figures: [perCpu(150_000), held, found],
  },
  {
    name: 'max-channels',
    load: { scenario: 'channels', n: 10_000, channels: 5000, batch: 10, 'find-max': true, rate: 2000, duration: 3 },
    warm: { 'find-max': false, warmup: 0, duration: 4, rate: 2000 },
    figures: [perCpu(80_000), held, found],
  },
  {
    name: 'connect',
    load: { scenario: 'connect', n: 19_000 },
    warm: { n: 1000, idle: 1 },
    figures: [
      { what: 'RSS per idle connection, KiB', most: 3.5, of: (a) => a.server.kib_per_conn_idle },
      { what: 'CPU per connection and subscription, µs', most: 80, of: (a) => a.server.cpu_us_per_conn },
    ],
  },
  {
    name: 'reconnect',
    load: { scenario: 'reconnect', n: 10_000, inflight: 4000 },
    warm: {},
    figures: [{ what: 'all back, s', most: 1.2, of: (a) => a.seconds }],
  },
  {
    name: 'latency',
    load: { scenario: 'fanout', n: 100, rate: 100 },
    warm: {}, // whole rounds: there are few events in them
    figures: [p50(2), p99(10)],
  },
  {
    name: 'presence',
    gateways: 2,
    load: { scenario: 'presence', n: 1000 },
    warm: {},
    figures: [
      { what: '1,000 members joined, s', of: (a) => a.join_s },
      { what: 'a leave is seen, p99, ms', of: (a) => a.removed_ms.p99 },
    ],
  },
  {
    name: 'stock-libraries',
    gateways: 2,
    program: ['latency.mjs', '100', '20'],
    figures: [
      { what: 'p50, ms', of: (a) => a.p50_ms },
      { what: 'p99, ms', of: (a) => a.p99_ms },
    ],
  },
];

export const WARM_ROUNDS = 2;

/** What is counted beside the figures on lines that are `counted`; they hardly waver from run to run. */
export const COUNTS = [
  { what: 'writes per delivery', key: 'writes' },
  { what: 'bytes allocated per delivery', key: 'bytes' },
];

/** The same line with few connections and no time to warm up: shows that it works, and measures nothing. */
export function small(line) {
  if (line.program) return { ...line, program: [line.program[0], '20', '2'] };
  const few = { n: Math.min(line.load.n, 100), channels: line.load.channels && 50, duration: 1, warmup: 0.5, idle: 1 };
  const slow = { rate: Math.min(line.load.rate ?? 50, 50), 'max-rate': 120, drain: 1, churn: 20, observers: 20 };
  return { ...line, warm: undefined, load: { ...line.load, ...few, ...slow } };
}

/** The load tool's words for a line's settings. */
export function words({ scenario, ...settings }) {
  const options = Object.entries(settings).filter(([, value]) => value !== undefined && value !== false);
  return [scenario, ...options.flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, String(value)]))];
}

export function lineNamed(name) {
  const line = LINES.find((each) => each.name === name);
  if (!line) throw new Error(`there is no line ${name}; there are ${LINES.map((each) => each.name).join(', ')}`);
  return line;
}

/** Whether a value is as wanted; undefined when nothing is. */
export function holds(figure, value) {
  if (figure.most !== undefined) return value <= figure.most;
  if (figure.least !== undefined) return value >= figure.least;
  return undefined;
}
