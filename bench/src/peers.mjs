// The servers that Carillon is measured against: one process each, on the core that the gateway has in its turn.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.mjs';
import { end, freePorts, SERVER, start } from './processes.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const directory = join(bench, 'peers');
const modules = join(directory, 'node_modules');
const script = (name) => join(bench, 'load', 'peers', name);

const node = (file) => (port) => ['node', file, String(port)];

export const PEERS = [
  { name: 'serve', title: 'bare C server', words: (port) => [join(bench, 'load', 'load'), 'serve', '--port', String(port)] },
  { name: 'ws', title: 'ws', module: 'ws', words: node(script('ws-server.js')) },
  { name: 'uws', title: 'uWebSockets.js', module: 'uWebSockets.js', words: node(script('uws-server.js')) },
  { name: 'socketio', title: 'Socket.IO', module: 'socket.io', mode: 'socketio', words: node(script('socketio-server.js')) },
  { name: 'soketi', title: 'soketi', module: '@soketi/soketi', words: soketi },
];

/** The version of a peer, or undefined when it is not installed. The C server is as old as this tree. */
export function versionOf({ module }) {
  if (!module) return 'of this tree';
  const file = join(modules, module, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** Installs from npm what can be had; tells which peers are there and which are not. */
export async function install() {
  await command(['npm', '--prefix', directory, 'ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  return PEERS.map((peer) => `${peer.name}: ${versionOf(peer) ?? 'could not be installed; left out'}`);
}

export class Peer {
  constructor(peer) {
    Object.assign(this, peer);
  }

  /** A process that has served nothing yet. */
  async fresh() {
    await this.stop();
    const port = await freePorts(1, 1);
    const env = { ...process.env, NODE_PATH: modules };
    this.said = '';
    this.child = start(SERVER, this.words(port), { stdio: ['ignore', 'ignore', 'pipe'], env });
    this.child.stderr.setEncoding('utf8').on('data', (text) => (this.said = (this.said + text).slice(-500)));
    await this.listening(port);
    return { target: `127.0.0.1:${port}`, pids: [this.child.pid], mode: this.mode };
  }

  async listening(port) {
    for (const late = Date.now() + 20_000; ; ) {
      if (this.child.exitCode !== null) throw new Error(`${this.name} ended: ${this.said.trim()}`);
      if (await answers(port)) return;
      if (Date.now() > late) throw new Error(`${this.name} does not listen after 20 s: ${this.said.trim()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop() {
    if (this.child) await end(this.child);
    this.child = undefined;
  }
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => (socket.destroy(), resolve(true)))
      .once('error', () => resolve(false));
  });

/** soketi with the app that the load tool knows and no limits in the way. */
function soketi(port) {
  const file = join(bench, '..', '.carillon', 'bench-soketi.json');
  const app = {
    id: 'app-id', key: 'app-key', secret: 'app-secret', enabled: true, enableClientMessages: true, maxConnections: -1,
    maxBackendEventsPerSecond: -1, maxClientEventsPerSecond: -1, maxReadRequestsPerSecond: -1,
  };
  mkdirSync(join(bench, '..', '.carillon'), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      host: '127.0.0.1',
      port,
      debug: false,
      shutdownGracePeriod: 0,
      'appManager.driver': 'array',
      'appManager.array.apps': [app],
      'metrics.enabled': false,
      'metrics.host': '127.0.0.1',
      'metrics.port': port + 1,
      'presence.maxMembersPerChannel': 100_000,
    }),
  );
  return ['node', join(modules, '@soketi/soketi/bin/server.js'), 'start', `--config=${file}`];
}
