import { createRequire } from 'node:module';
import Pusher8 from 'pusher-js';
import Pusher7 from 'pusher-js-7';
import { WebSocket } from 'ws';
import { type RecoveryOptions, type StockSocket, recover } from '../src/recovery';

export type Pusher = Pusher8;
export type PusherClass = typeof Pusher8;
type History = NonNullable<RecoveryOptions['history']>;

/** The sockets that the stock clients were given, in order. */
const sockets: StockSocket[] = [];

/** Gives the last socket of the stock clients a message, as the network does. */
export function deliver(message: { data: unknown }): void {
  sockets.at(-1)?.onmessage?.(message);
}

let wanted: History | undefined;

/** Says what of a channel's past the clients want from now on. */
export function wantHistory(history: History | undefined): void {
  wanted = history;
}

const bare = new Map<PusherClass, PusherClass['Runtime']['createWebSocket']>();

/** Lets the next connection of the stock client go past the add-on, as that over a fallback transport does. */
export function passBy(Stock: PusherClass): void {
  const { Runtime } = Stock;
  const usual = Runtime.createWebSocket.bind(Runtime);
  Runtime.createWebSocket = (url) => {
    Runtime.createWebSocket = usual;
    return (bare.get(Stock) ?? usual)(url);
  };
}

/** The build for a browser's workers, on sockets as browsers have them. The previous major looks for a window there. */
function inWorkers(name: string): PusherClass {
  const require = createRequire(import.meta.url);
  Object.assign(globalThis, { self: globalThis, window: globalThis, WebSocket });
  return require(`${name}/worker`) as PusherClass;
}

/** The stock client with the add-on, added twice: the second time is to do nothing. */
function recovering(stock: PusherClass): PusherClass {
  const { Runtime } = stock;
  bare.set(stock, Runtime.createWebSocket.bind(Runtime));
  recover(stock, { history: (channel) => wanted?.(channel) });
  recover(stock);
  const create = Runtime.createWebSocket.bind(Runtime);
  Runtime.createWebSocket = (url) => {
    const socket = create(url);
    sockets.push(socket);
    return socket;
  };
  return stock;
}

/** They stay with WebSockets, however often these are cut. */
export const tireless: [string, PusherClass][] = [
  ['pusher-js 8 in Node', recovering(Pusher8)],
  ['pusher-js 8 in workers', recovering(inWorkers('pusher-js'))],
  ['pusher-js 7 in workers', recovering(inWorkers('pusher-js-7'))],
];

/** With those that give WebSockets up when two were cut within minutes. */
export const stocks: [string, PusherClass][] = [
  ...tireless,
  ['pusher-js 7 in Node', recovering(Pusher7 as unknown as PusherClass)],
];
