/** Frames as far as recovery reads them. Whatever is no frame of interest is `undefined`, never an exception. */

export const ESTABLISHED = 'pusher:connection_established';
export const SUBSCRIBE = 'pusher:subscribe';
export const CONFIRMED = 'pusher_internal:subscription_succeeded';
export const POSITIONS = 'pusher_internal:positions';

export interface Frame {
  event: string;
  channel?: unknown;
  data?: unknown;
  position?: unknown;
  recovered?: unknown;
  history?: unknown;
}

// Inside a string of JSON these quotes are escaped, so no payload looks like one of ours; and most frames of a gateway
// that tells no positions are parsed by the stock client alone.
const OF_INTEREST =
  /"position"|"pusher:connection_established"|"pusher_internal:(?:positions|subscription_succeeded)"/;
const TOKEN = /^[\w-]{1,64}$/;

/** A received frame that recovery has to do with. */
export function received(raw: unknown): Frame | undefined {
  return typeof raw === 'string' && OF_INTEREST.test(raw) ? frame(raw) : undefined;
}

/** A sent frame that asks for a subscription, with the channel's name. */
export function subscribing(raw: unknown): { frame: Frame; data: object; channel: string } | undefined {
  const sent = typeof raw === 'string' && raw.includes(`"${SUBSCRIBE}"`) ? frame(raw) : undefined;
  const data = sent?.event === SUBSCRIBE ? object(sent.data) : undefined;
  return sent && typeof data?.channel === 'string' ? { frame: sent, data, channel: data.channel } : undefined;
}

/** The socket id of a greeting, whose data is JSON in a string. */
export function socketId(greeting: Frame): string | undefined {
  const id = (typeof greeting.data === 'string' ? parsed(greeting.data) : object(greeting.data))?.socket_id;
  return typeof id === 'string' ? id : undefined;
}

export function token(value: unknown): string | undefined {
  return typeof value === 'string' && TOKEN.test(value) ? value : undefined;
}

export function object(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
}

function frame(raw: string): Frame | undefined {
  const value = parsed(raw);
  return typeof value?.event === 'string' ? (value as unknown as Frame) : undefined;
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    return object(JSON.parse(json));
  } catch {
    return undefined;
  }
}
