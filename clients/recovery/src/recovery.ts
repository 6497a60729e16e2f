import { Client, type RecoveryOptions } from './client.js';
import type { Instance, StockClient } from './stock.js';
import { listenIn } from './wire.js';

export type { History, RecoveryOptions } from './client.js';
export type { Emitter, Instance, StockClient, StockSocket } from './stock.js';

// Known to every copy of this module that a page may have loaded.
const PREPARED = Symbol.for('@carillon/recovery');

/**
 * Teaches the stock client to recover. Call it once, before `new Pusher(...)`; a second call does nothing.
 *
 * From then on a channel that is subscribed again after a drop is told `carillon:recovered`, and what it missed follows,
 * in order and each event once; or `carillon:gap`, when that cannot be promised.
 */
export function recover(pusher: StockClient, options: RecoveryOptions = {}): void {
  const runtime: StockClient['Runtime'] & { [PREPARED]?: true } = pusher.Runtime;
  if (runtime[PREPARED]) {
    return;
  }
  runtime[PREPARED] = true;

  const clients = new WeakMap<Instance, Client>();
  const clientOn = (socket: string) => {
    const instance = pusher.instances.find(
      ({ connection }) => connection.state === 'connected' && connection.socket_id === socket,
    );
    const client = instance && (clients.get(instance) ?? new Client(instance, options));
    if (client) {
      clients.set(instance, client);
    }
    return client;
  };
  const create = runtime.createWebSocket.bind(runtime);
  runtime.createWebSocket = (url) =>
    listenIn(create(`${url}${url.includes('?') ? '&' : '?'}resume=1`), clientOn);
}
