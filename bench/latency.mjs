// Trigger by the Node library → received by pusher-js on the other gateway, at a steady rate, from the intended time of
// each trigger: a stalled sender counts against the server. Prints one JSON object.
import { performance } from 'node:perf_hooks';
import { client, server, subscribed } from '../e2e/node/stack.mjs';

const rate = Number(process.argv[2] ?? 100);
const seconds = Number(process.argv[3] ?? 20);
const warmup = 5;

const receiver = client(1);
const sender = server(0);
const name = `latency-${process.pid}`;
const { channel } = await subscribed(receiver, name);
const times = [];
let received = 0;
channel.bind('tick', ({ due, counted }) => {
  received++;
  if (counted) times.push(performance.now() - due);
});
const start = performance.now();
const sent = [];
let failed = 0;
for (let n = 0; n < rate * (seconds + warmup); n++) {
  const due = start + (n * 1000) / rate;
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const counted = n >= rate * warmup;
  sent.push(sender.trigger(name, 'tick', { due, counted }).catch(() => failed++));
}
await Promise.all(sent);
for (const end = performance.now() + 5000; received < sent.length - failed && performance.now() < end; ) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
times.sort((a, b) => a - b);
const at = (part) => Number(times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(2));
const ok = failed === 0 && received === sent.length;
console.log(JSON.stringify({ scenario: 'latency', rate, seconds, sent: sent.length, received, failed, p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1), ok }));
receiver.disconnect();
process.exit(ok ? 0 : 1);
