// One line on one server: a fresh process, two rounds that are not counted, and the one that is.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Counters, cpuBetween, lookAtCpu, perDelivery } from './counters.mjs';
import { WARM_ROUNDS, words } from './lines.mjs';
import { run } from './load.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const tool = join(bench, 'load', 'load');

/** The round in which a gateway's counts are taken, apart from the one whose CPU counts: counting costs some. */
const COUNTING = { warmup: 1, duration: 3, hold: 0.5 };

/** The command that a line stands for, as far as it is the same on every server. */
export const commandOf = (line) => (line.program ? `node bench/${line.program.join(' ')}` : `load ${words(line.load).join(' ')}`);

function commandAt(place, line, settings) {
  if (line.program) return ['node', ...line.program.map((word, n) => (n === 0 ? join(bench, word) : word))];
  const pids = ['--server-pid', place.pids.join(',')];
  const api = place.api ? ['--api', place.api] : [];
  const mode = place.mode ? ['--mode', place.mode] : [];
  return [tool, ...words(settings), '--target', place.target, ...api, ...mode, ...pids];
}

/** Runs the load once where the server is, and gives its figures and the CPU that was used. */
export async function once(place, line, settings = line.load) {
  const { answer, before, after } = await run(commandAt(place, line, settings), { begin: lookAtCpu(place) }, place.env);
  return { figures: figuresOf(line, answer), used: cpuBetween(before, after), answer };
}

/** A gateway's counts per delivery under the same load, from when the connections stand to the last delivery. */
export async function count(place, line) {
  const counters = new Counters(place);
  try {
    await counters.ready();
    const { begin, finish } = counters;
    const settings = { ...line.load, ...COUNTING };
    const { before, after } = await run(commandAt(place, line, settings), { begin, finish, early: false }, place.env);
    return perDelivery(before, after);
  } finally {
    await counters.close();
  }
}

function figuresOf(line, answer) {
  return Object.fromEntries(line.figures.map((figure) => [figure.what, figure.of(answer)]));
}

/** Runs a line's rounds that are not counted. One that is not ok warms all the same. */
export async function warmUp(place, line) {
  const begin = async () => {};
  for (let round = 1; line.warm && round <= WARM_ROUNDS; round++) {
    await run(commandAt(place, line, { ...line.load, ...line.warm }), { begin }, place.env).catch((failure) => {
      if (!failure.answer) throw failure;
    });
  }
}

/** Measures a line on a server; what goes wrong is part of what it gives. */
export async function measure(server, line) {
  const entry = { line: line.name, server: server.name, version: server.version, command: commandOf(line), date: new Date().toISOString() };
  try {
    const place = await server.fresh(line.gateways);
    await warmUp(place, line);
    const measured = await once(place, line);
    const counts = line.counted && place.metrics ? { counts: await count(place, line) } : {};
    return { ...entry, ok: true, ...measured, ...counts };
  } catch (failure) {
    return { ...entry, ok: false, why: failure.message, answer: failure.answer };
  }
}
