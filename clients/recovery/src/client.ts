import { CONFIRMED, type Frame, object, token } from './frames.js';
import type { Emitter, Instance } from './stock.js';

/** What of a channel's past comes first: the last events (1 to 100), or those since a time in epoch milliseconds. */
export type History = { last: number } | { since: number };

export interface RecoveryOptions {
  /** Asked for each fresh subscription, never for a resumed one. */
  history?: (channel: string) => History | undefined;
}

/** Where a subscription stands in the log. */
interface Place {
  readonly channel: string;
  /** The socket that confirmed the subscription: only its frames move the place. */
  readonly socket: string;
  /** Everything up to here the app has had. Unknown when the confirmation did not say. */
  position: string | undefined;
  /** The token of what came last; the same once more is a repeat. */
  last: string | undefined;
}

/** More of the app's own events than this are not told apart from those of others after a long run of drops. */
const SOCKETS_MAX = 20;

/**
 * What recovery knows of one `new Pusher(...)`.
 *
 * A place hangs on the stock client's own channel object. So it is forgotten when the app unsubscribes, also while there
 * is no connection and no frame says so; and two instances on one page cannot mix.
 */
export class Client {
  private readonly places = new WeakMap<Emitter, Place>();
  /** Newest first. */
  private sockets: string[] = [];
  /** The newest socket whose frames pass through here. */
  private seen = '';

  constructor(
    private readonly pusher: Instance,
    private readonly options: RecoveryOptions,
  ) {
    const connection = pusher.connection;
    connection.bind('connected', () => {
      this.remember(connection.socket_id);
    });
    // Over a fallback transport no positions are seen, so what was known of a channel is void as soon as it goes there.
    connection.bind('message', (message) => {
      const { event, channel } = message as Frame;
      if (event === CONFIRMED && typeof channel === 'string' && connection.socket_id !== this.seen) {
        this.confirmed(channel, connection.socket_id)();
      }
    });
  }

  /** The instance is connected over this socket, whose frames pass through here. */
  connected(socket: string): void {
    this.seen = socket;
    this.remember(socket);
  }

  /** Whether the stock client still listens to this socket: frames of one that it left do not reach the app. */
  listensTo(socket: string): boolean {
    const { state, socket_id } = this.pusher.connection;
    return state === 'connected' && socket_id === socket;
  }

  /** What a subscribe frame is to say besides what the stock client says. */
  asks(channel: string, socket: string): object | undefined {
    const place = this.placeOf(channel);
    if (!place) {
      const history = this.options.history?.(channel);
      return history && { history };
    }
    return place.position !== undefined && place.socket !== socket
      ? {
          resume: {
            position: place.position,
            sockets: this.sockets.filter((one) => one !== socket).slice(0, SOCKETS_MAX),
          },
        }
      : undefined;
  }

  /** A subscription was confirmed. The answer tells the app how it went, once the stock client has had the frame. */
  confirmed(channel: string, socket: string, frame: Partial<Frame> = {}): () => void {
    const target = this.target(channel);
    const before = this.placeOf(channel);
    const position = token(frame.position);
    const recovered = frame.recovered === true && before?.position !== undefined;
    if (target) {
      // The position of a fresh confirmation may be that of a cached event that is delivered next: it is no repeat.
      this.places.set(target, { channel, socket, position, last: recovered ? position : undefined });
    }
    return () => {
      if (before && before.socket !== socket) {
        this.tell(channel, target, recovered ? 'carillon:recovered' : 'carillon:gap', { channel });
      }
      if (typeof frame.history === 'boolean') {
        this.tell(channel, target, 'carillon:history', { channel, complete: frame.history });
      }
    };
  }

  /** An event came with its position. Whether it is to be handed over: it is not when it came just before. */
  moves(channel: string, socket: string, position: string): boolean {
    const place = this.placeOf(channel);
    if (place?.socket !== socket) {
      return true;
    }
    const repeated = place.last === position;
    place.position = place.last = position;
    return !repeated;
  }

  /** The log went on without events for these channels. */
  movesAll(positions: unknown, socket: string): void {
    for (const [channel, value] of Object.entries(object(positions) ?? {})) {
      const position = token(value);
      if (position !== undefined) {
        this.moves(channel, socket, position);
      }
    }
  }

  private placeOf(channel: string): Place | undefined {
    const target = this.target(channel);
    const place = target && this.places.get(target);
    return place?.channel === channel ? place : undefined;
  }

  /** The channel object; for the signed-in user's own channel, which is none of the app's, the user. */
  private target(channel: string): Emitter | undefined {
    return channel.startsWith('#') ? this.pusher.user : this.pusher.channel(channel);
  }

  private tell(channel: string, target: Emitter | undefined, event: string, data: object): void {
    // A handler may have unsubscribed by now.
    if (target && target === this.target(channel)) {
      target.emit(event, data);
      this.pusher.global_emitter.emit(event, data);
    }
  }

  private remember(socket: string): void {
    // One more than is told, for the newest is the one that is connected.
    this.sockets = [socket, ...this.sockets.filter((one) => one !== socket)].slice(0, SOCKETS_MAX + 1);
  }
}
