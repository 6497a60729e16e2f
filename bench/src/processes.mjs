// Processes as Linux shows them in /proc: what they used, and on which core they run.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';

const ticks = Number(execFileSync('getconf', ['CLK_TCK']));

/** The measured server runs on core 0, the load tool, the broker and everything else on core 1. */
export const SERVER = 0;
export const OTHERS = 1;

function canPin() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return availableParallelism() > 1;
  } catch {
    return false;
  }
}

/** False on a machine with one core or without taskset: then everything runs where the system puts it. */
export const pinned = canPin();

/** Moves a running process, all its threads, to a core. */
export function pin(pid, core) {
  if (pinned) execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
}

/** Starts a command on a core. */
export function start(core, [program, ...args], options = {}) {
  const words = pinned ? ['taskset', '-c', String(core), program, ...args] : [program, ...args];
  return spawn(words[0], words.slice(1), options);
}

/** Seconds of CPU that the processes have used since they started, in user code and in the kernel. */
export const cpuSeconds = (pids) => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);

function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / ticks;
}

/** The ports `first`, `first + step`, ... are free on the loopback; `first` is looked for. */
export async function freePorts(count, step) {
  for (let tries = 0; tries < 100; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const ports = Array.from({ length: count }, (_, n) => first + n * step);
    if ((await Promise.all(ports.map(free))).every(Boolean)) return first;
  }
  throw new Error('no free ports between 20000 and 30000');
}

const free = (port) =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Asks a child to end, and ends it when it has not within five seconds. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
