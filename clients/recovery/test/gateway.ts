import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { Inbox } from './inbox';

export interface Subscribe {
  channel: string;
  auth?: string;
  channel_data?: string;
  resume?: { position: string; sockets: string[] };
  history?: unknown;
}

interface Sent {
  event: string;
  data: Subscribe;
}

let sockets = 0;

/** A gateway that says what a test has it say, on a free port of this machine. */
export class Gateway {
  private readonly links = new Inbox<Link>();

  private constructor(private readonly server: WebSocketServer) {
    server.on('connection', (socket, request) => {
      this.links.add(new Link(socket, new URL(request.url ?? '', 'ws://gateway')));
    });
  }

  static async start(): Promise<Gateway> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    const gateway = new Gateway(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return gateway;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The next connection, not greeted yet. */
  arrival(): Promise<Link> {
    return this.links.next();
  }

  /** The next connection, greeted. */
  async link(): Promise<Link> {
    const link = await this.arrival();
    link.greet();
    return link;
  }

  async stop(): Promise<void> {
    this.server.clients.forEach((client) => {
      client.terminate();
    });
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}

/** One connection, as the gateway has it. */
export class Link {
  readonly id = `${(sockets += 1)}.${sockets * 7}`;
  private readonly sent = new Inbox<Sent>();

  constructor(
    private readonly socket: WebSocket,
    readonly address: URL,
  ) {
    socket.on('message', (data: Buffer) => {
      this.sent.add(JSON.parse(data.toString()) as Sent);
    });
  }

  greet(id = this.id): void {
    const data = JSON.stringify({ socket_id: id, activity_timeout: 120 });
    this.say({ event: 'pusher:connection_established', data });
  }

  say(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  event(channel: string, event: string, position?: string): void {
    this.say({ event, channel, data: JSON.stringify({ of: event }), position });
  }

  confirm(channel: string, more: { position?: string; recovered?: boolean; history?: boolean } = {}): void {
    this.say({ event: 'pusher_internal:subscription_succeeded', channel, data: '{}', ...more });
  }

  /** The next frame of this name; those before it are of no interest. */
  async received(event: string): Promise<Subscribe> {
    for (;;) {
      const frame = await this.sent.next();
      if (frame.event === event) {
        return frame.data;
      }
    }
  }

  subscribe(): Promise<Subscribe> {
    return this.received('pusher:subscribe');
  }

  /** Ends the connection in the way that tells the client to come back at once. */
  drop(): void {
    this.socket.close(4200);
  }

  /** Ends the connection as a gateway does that dies. */
  die(): void {
    this.socket.terminate();
  }
}
