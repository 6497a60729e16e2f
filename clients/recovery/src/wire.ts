import type { Client } from './client.js';
import {
  CONFIRMED,
  ESTABLISHED,
  type Frame,
  POSITIONS,
  received,
  socketId,
  subscribing,
  token,
} from './frames.js';
import type { StockSocket } from './stock.js';

/**
 * Puts recovery between a new socket and the stock client that is about to listen to it.
 *
 * The stock client gets each message object as it came. A place is moved before the stock client gets the frame, so a
 * handler of the app that throws neither loses the place nor has the event repeated.
 *
 * @param clientOn who is connected over a socket id, asked when the stock client has had the greeting
 */
export function listenIn(
  socket: StockSocket,
  clientOn: (socketId: string) => Client | undefined,
): StockSocket {
  let id = '';
  let client: Client | undefined;
  let stock: StockSocket['onmessage'];

  function receive(message: { data: unknown }): void {
    const frame = stock && received(message.data);
    const after = frame && read(frame);
    if (after !== 'drop') {
      try {
        stock?.call(socket, message);
      } finally {
        after?.();
      }
    }
  }

  /** What is to be done once the stock client has had the frame, unless it is not to have it. */
  function read(frame: Frame): (() => void) | 'drop' | undefined {
    const { event, channel, data } = frame;
    if (event === ESTABLISHED) {
      return () => {
        id = socketId(frame) ?? '';
        client = clientOn(id);
        client?.connected(id);
      };
    }
    if (event === POSITIONS) {
      if (client?.listensTo(id)) {
        client.movesAll(data, id);
      }
      return 'drop';
    }
    if (!client?.listensTo(id) || typeof channel !== 'string') {
      return undefined;
    }
    if (event === CONFIRMED) {
      return client.confirmed(channel, id, frame);
    }
    const position = token(frame.position);
    return position === undefined || client.moves(channel, id, position) ? undefined : 'drop';
  }

  const send = socket.send.bind(socket);
  socket.send = (payload) => {
    const asked = subscribing(payload);
    const more = asked && client?.asks(asked.channel, id);
    send(more ? JSON.stringify({ ...asked.frame, data: { ...asked.data, ...more } }) : payload);
  };

  // Browsers call what was set first; the client for Node reads the property for each message. Both get `receive`.
  socket.onmessage = receive;
  Object.defineProperty(socket, 'onmessage', {
    configurable: true,
    get: () => receive,
    set: (handler: typeof stock) => {
      stock = handler;
    },
  });
  return socket;
}
