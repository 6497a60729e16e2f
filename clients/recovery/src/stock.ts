/** The parts of the stock client that the add-on stands on. All of them are public in pusher-js 7 and 8. */

export interface StockSocket {
  send(payload: unknown): void;
  onmessage?(message: { data: unknown }): void;
}

/** A channel, or the signed-in user: what apps bind their handlers to. */
export interface Emitter {
  emit(event: string, data?: unknown): unknown;
}

/** One `new Pusher(...)`. */
export interface Instance {
  channel(name: string): Emitter | undefined;
  connection: {
    state: string;
    socket_id: string;
    bind(event: string, callback: (data: unknown) => void): unknown;
  };
  global_emitter: Emitter;
  /** Not there before pusher-js 7.1. */
  user?: Emitter;
}

/** The class that an app imports from `pusher-js`, in any of its builds. */
export interface StockClient {
  Runtime: { createWebSocket(url: string): StockSocket };
  instances: Instance[];
}
