// What the cases run against: where events are published, where sockets connect, and the apps of apps.json.
import { readFileSync } from 'node:fs';

const address = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: use e2e/conformance`);
  return new URL(value);
};

/** The gateway that takes HTTP requests. */
export const publishUrl = address('CARILLON_PUBLISH_URL');

/** The gateway that sockets connect to; the same one, or another of the same cluster. */
export const subscribeUrl = address('CARILLON_SUBSCRIBE_URL');

const list = JSON.parse(readFileSync(new URL('./apps.json', import.meta.url), 'utf8'));
const app = (id) => list.find((each) => each.id === id);

/** Client events and watchlists on, counts off: nothing comes but what a case asked for. */
export const raw = app('raw-id');
/** Subscription counts on. */
export const counts = app('counts-id');
/** Everything off. */
export const plain = app('plain-id');
/** A hundred members in a presence channel. */
export const small = app('small-id');
export const paused = app('paused-id');
export const tlsOnly = app('tls-id');
/** For the pages of one origin alone. */
export const ofPages = app('pages-id');
/** A connection must be authorized soon after it was made. */
export const forMembers = app('members-id');
/** The app of the page's worked examples. */
export const worked = app('3');
/** Everything on; the stock libraries use it. */
export const stock = app('app-id');

let made = 0;
/** A name that no other case uses. */
export const unique = (prefix = '') => `${prefix}${process.pid}-${Date.now().toString(36)}-${made++}`;
