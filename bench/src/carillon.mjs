// A Carillon of one gateway or two with a broker, data and ports of its own.
import { readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.mjs';
import { freePorts, OTHERS, pin, SERVER } from './processes.mjs';

const apps = fileURLToPath(new URL('../apps.json', import.meta.url));

export class Carillon {
  name = 'Carillon';
  gateways = 0;

  /** @param root the source tree that is built and started */
  constructor(root) {
    this.root = root;
    this.home = join(root, '.carillon', 'bench');
  }

  /** A gateway that has served nothing yet. The first is measured, and alone on its core. */
  async fresh(gateways = 1) {
    if (this.gateways === gateways) {
      for (let number = 1; number <= gateways; number++) {
        await this.carillon('restart', number === 1 ? 'gateway' : `gateway-${number}`);
      }
    } else {
      await this.stop();
      await this.up(gateways);
    }
    return this.place();
  }

  async up(gateways) {
    this.env = {
      ...process.env,
      CARILLON_HOME: this.home,
      CARILLON_APPS_FILE: apps,
      CARILLON_GATEWAY_PORT: String(await freePorts(gateways, 100)),
      CARILLON_KAFKA_PORT: String(await freePorts(2, 1)),
    };
    await this.carillon('down'); // what an earlier run left, if it was killed
    process.stderr.write('(building Carillon where it changed, and starting it) ');
    await this.carillon('up', '--background', '--only', 'kafka,gateway', '--gateways', String(gateways));
    this.gateways = gateways;
  }

  async place() {
    const { parts } = JSON.parse(await this.carillon('status', '--json'));
    const gateways = parts.filter((part) => part.name.startsWith('gateway'));
    const others = parts.filter((part) => part !== gateways[0]);
    pin(gateways[0].pid, SERVER);
    others.forEach((part) => pin(part.pid, OTHERS));
    this.jdk = jdkOf(readlinkSync(`/proc/${gateways[0].pid}/exe`));
    const [address] = gateways.map((part) => `127.0.0.1:${part.port}`);
    return {
      target: gateways.map((part) => `127.0.0.1:${part.port}`).join(','),
      api: address,
      metrics: `http://${address}/q/metrics`,
      pids: [gateways[0].pid],
      brokers: parts.filter((part) => part.name.startsWith('kafka')).map((part) => part.pid),
      env: { ...process.env, CARILLON_GATEWAYS: gateways.map((part) => part.port).join(',') },
    };
  }

  async stop() {
    if (!this.env) return;
    await this.carillon('down');
    this.gateways = 0;
  }

  carillon(...words) {
    return command([join(this.root, 'carillon'), ...words], { env: this.env });
  }
}

/** The JDK that a process runs on, as its release file names it. */
function jdkOf(java) {
  const release = readFileSync(join(dirname(dirname(java)), 'release'), 'utf8');
  const value = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
  return `${value('IMPLEMENTOR')} ${value('JAVA_RUNTIME_VERSION') || value('JAVA_VERSION')}`.trim();
}
