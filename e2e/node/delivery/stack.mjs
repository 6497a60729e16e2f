// Brokers and gateways for a run: one of its own on free ports, or the one that CARILLON_HOME names.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from './time.mjs';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));
const OUTPUT_BYTES_MAX = 1 << 24;
const STOPS_WITHIN = 30_000;

export const app = { id: 'app-id', key: 'app-key', secret: 'app-secret' };

export class Stack {
  #environment;

  constructor(environment) {
    this.#environment = environment;
  }

  /** One on ports and with data of its own, unless the environment says where. It is not started. */
  static async fresh(name) {
    const home = process.env.CARILLON_HOME ?? `${root}.carillon/${name}`;
    mkdirSync(home, { recursive: true });
    return new Stack({
      ...(await freePorts()),
      CARILLON_APPS_FILE: fileURLToPath(new URL('apps.json', import.meta.url)),
      ...process.env,
      CARILLON_HOME: home,
    });
  }

  /** The one that runs by this process' environment. */
  static running() {
    return new Stack(process.env);
  }

  up(gateways) {
    return this.#carillon('up', '--background', '--only', 'kafka,gateway', '--gateways', String(gateways));
  }

  /** Each gateway's name, port and process id, from what the launcher keeps of its parts. */
  gateways() {
    const { parts } = JSON.parse(readFileSync(`${this.#environment.CARILLON_HOME}/state.json`, 'utf8'));
    return parts
      .filter(({ name }) => name.startsWith('gateway'))
      .map(({ name, port, process: its }) => ({ name, port, pid: its?.pid }));
  }

  ports() {
    return this.gateways().map(({ port }) => port);
  }

  /** Ends it at once, as a crash does. */
  kill(name) {
    process.kill(this.#pid(name), 'SIGKILL');
  }

  /** Asks it to end, as a deploy does; resolves when it is gone. */
  async drain(name) {
    const pid = this.#pid(name);
    process.kill(pid, 'SIGTERM');
    await until(() => !lives(pid), `the end of ${name}`, STOPS_WITHIN);
  }

  restart(name) {
    return this.#carillon('restart', name);
  }

  down() {
    return this.#carillon('down');
  }

  #pid(name) {
    return this.gateways().find((gateway) => gateway.name === name).pid;
  }

  #carillon(...args) {
    return run(`${root}carillon`, args, { env: this.#environment, maxBuffer: OUTPUT_BYTES_MAX });
  }
}

/** Runs with a stack of its own, and stops it whatever happens. */
export async function withStack(name, gateways, run) {
  console.error(`starting a stack of ${gateways} gateways (builds what changed)`);
  const stack = await Stack.fresh(name);
  const stop = () => stack.down().finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await stack.up(gateways);
    return await run(stack);
  } finally {
    await stack.down();
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const OFFSETS = { GATEWAY: 0, KAFKA: 10 };
/** Further gateways stand 100 above each other, the broker's controller one above it. */
const NEEDED = [0, 100, 200, 300, 10, 11];
const TRIES_MAX = 20;

async function freePorts() {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await Promise.all(NEEDED.map((offset) => isFree(base + offset)))).every(Boolean)) {
      return Object.fromEntries(
        Object.entries(OFFSETS).map(([part, offset]) => [`CARILLON_${part}_PORT`, String(base + offset)]),
      );
    }
  }
  throw new Error('there are no free ports between 20,000 and 30,000');
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
