import type { Channel, Options } from 'pusher-js';
import { afterEach, beforeEach } from 'vitest';
import { Gateway, type Link } from './gateway';
import { Inbox } from './inbox';
import { type Pusher, type PusherClass, wantHistory } from './stocks';

/** The gateway of the test that runs. */
export let gateway: Gateway;
const clients: Pusher[] = [];

/** Gives each test of the file a gateway, and ends what the test leaves. */
export function useGateway(): void {
  beforeEach(async () => {
    gateway = await Gateway.start();
  });
  afterEach(async () => {
    clients.splice(0).forEach((client) => {
      client.disconnect();
    });
    wantHistory(undefined);
    await gateway.stop();
  });
}

export function client(Stock: PusherClass, options: Partial<Options> = {}): Pusher {
  const pusher = new Stock('key', {
    wsHost: '127.0.0.1',
    wsPort: gateway.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: '',
    ...options,
  });
  clients.push(pusher);
  return pusher;
}

export interface Subscribed {
  pusher: Pusher;
  channel: Channel;
  ear: Ear;
  link: Link;
}

/** A client that is subscribed to `chat` at the position `at`, and has had nothing yet. */
export async function subscribed(Stock: PusherClass, position?: string): Promise<Subscribed> {
  const pusher = client(Stock);
  const channel = pusher.subscribe('chat');
  const link = await gateway.link();
  await link.subscribe();
  link.confirm('chat', position === undefined ? { position: 'at' } : { position });
  await once(channel, 'pusher:subscription_succeeded');
  return { pusher, channel, ear: new Ear(channel), link };
}

/** The next connection, with what it asks for first. */
export async function comeback(): Promise<[Link, Awaited<ReturnType<Link['subscribe']>>]> {
  const link = await gateway.link();
  return [link, await link.subscribe()];
}

type Heard = [event: string, data: unknown];

/** What a channel, an instance or a user hears from now on. */
export class Ear {
  private readonly inbox = new Inbox<Heard>();

  constructor(emitter: { bind_global(callback: (event: string, data: unknown) => void): unknown }) {
    emitter.bind_global((event, data) => {
      this.inbox.add([event, data]);
    });
  }

  /** The names of what was heard before `last`. */
  async names(last: string): Promise<string[]> {
    return (await this.all(last)).map(([event]) => event);
  }

  all(last: string): Promise<Heard[]> {
    return this.inbox.until(([event]) => event === last);
  }
}

/** The next call of a handler of this event. */
export function once(
  emitter: { bind(event: string, callback: (data: unknown) => void): unknown },
  event: string,
): Promise<unknown> {
  return new Promise((resolve) => emitter.bind(event, resolve));
}
