// Two connections on one channel, as the cases of section 5 begin.
import assert from 'node:assert/strict';
import { connect, member, subscribe } from './client.mjs';
import { publishUrl, unique } from './target.mjs';

/** Kinds of channels that take client events. */
export const taking = ['private-', 'private-encrypted-', 'private-cache-', 'private-encrypted-cache-', 'presence-', 'presence-cache-'];
export const isPresence = (prefix) => prefix.startsWith('presence');

/** A sender and a receiver on one channel, on two gateways where there are two. */
export async function pair(t, prefix, { app } = {}) {
  const channel = unique(prefix || 'x');
  const [sender, receiver] = [await connect(t, { app, url: publishUrl }), await connect(t, { app })];
  for (const [socket, user] of [
    [sender, 'sender'],
    [receiver, 'receiver'],
  ]) {
    await subscribe(socket, channel, isPresence(prefix) ? { channelData: member(user) } : {});
    if (prefix.includes('cache-')) assert.equal((await socket.next()).event, 'pusher:cache_miss');
  }
  if (isPresence(prefix)) assert.equal((await sender.next()).event, 'pusher_internal:member_added');
  return { channel, sender, receiver };
}
