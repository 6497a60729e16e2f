// An address that survives the death of gateways: each connection goes to one that accepts it, and may be cut here.
import net from 'node:net';

export class Forwarder {
  #server = net.createServer((client) => this.#forward(client, this.random.shuffled(this.ports())));
  #lines = new Set();

  /** @param ports gives those of all gateways, dead ones too */
  constructor(ports, random) {
    this.ports = ports;
    this.random = random;
  }

  listen() {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve);
    });
  }

  get port() {
    return this.#server.address().port;
  }

  get open() {
    return this.#lines.size;
  }

  /** Cuts this part of all lines without a word. @return how many */
  cut(part) {
    const chosen = this.random.shuffled([...this.#lines]).slice(0, Math.ceil(this.#lines.size * part));
    for (const { client, gateway } of chosen) {
      client.resetAndDestroy();
      gateway.resetAndDestroy();
    }
    return chosen.length;
  }

  close() {
    this.#server.close();
    for (const { client, gateway } of this.#lines) {
      client.destroy();
      gateway.destroy();
    }
  }

  #forward(client, [port, ...others]) {
    client.on('error', () => {}); // 'close' follows
    if (port === undefined) {
      client.destroy();
      return;
    }
    const gateway = net.connect({ host: '127.0.0.1', port, noDelay: true });
    const refused = () => this.#forward(client.removeAllListeners('error'), others);
    gateway.once('error', refused);
    gateway.once('connect', () => {
      gateway.off('error', refused);
      gateway.on('error', () => {});
      this.#join(client, gateway);
    });
  }

  #join(client, gateway) {
    const line = { client, gateway };
    this.#lines.add(line);
    client.setNoDelay(true);
    for (const [one, other] of [[client, gateway], [gateway, client]]) {
      one.pipe(other);
      one.once('close', (broken) => {
        this.#lines.delete(line);
        if (broken) other.destroy();
        else other.end();
      });
    }
    if (client.destroyed) gateway.destroy();
  }
}
