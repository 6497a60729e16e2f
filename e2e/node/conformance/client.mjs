// A connection of the protocol on a raw socket, and what cases do with it again and again.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { publish } from './api.mjs';
import { channelAuth, userAuth } from './signing.mjs';
import { OPCODE, Socket } from './socket.mjs';
import { raw, subscribeUrl } from './target.mjs';

const AT_ONCE = 24;

/** Cases of one section; they use names of their own, so many run at a time. */
export const section = (title, cases) => describe(title, { concurrency: AT_ONCE }, cases);

export const pathOf = (app, query = 'protocol=7&client=conformance&version=1.0') => `/app/${app.key}?${query}`;

/** Opens a socket, which ends with the case. */
export async function dial(t, path, { url = subscribeUrl, headers } = {}) {
  const socket = await Socket.open(url, path, headers);
  t.after(() => socket.cut());
  return socket;
}

/** A connection that is established. */
export async function connect(t, { app = raw, protocol = 7, url = subscribeUrl } = {}) {
  const socket = await dial(t, pathOf(app, `protocol=${protocol}&client=conformance&version=1.0`), { url });
  const { event, data } = await socket.next();
  assert.equal(event, 'pusher:connection_established');
  return Object.assign(socket, { app, id: JSON.parse(data).socket_id });
}

/** Shows that the connection lives, and that nothing else was sent to it meanwhile. */
export async function alive(socket) {
  socket.send({ event: 'pusher:ping', data: {} });
  assert.deepEqual(await socket.next(), { event: 'pusher:pong', data: '{}' });
}

export const needsAuth = (channel) => /^(private|presence)-/.test(channel);

/** Asks for a channel as a library would, signed by the app unless the case gives an `auth` of its own. */
export function ask(socket, channel, { channelData, auth } = {}) {
  const data = { channel, auth: auth ?? (needsAuth(channel) ? channelAuth(socket.app, socket.id, channel, channelData) : '') };
  if (channelData !== undefined) data.channel_data = channelData;
  socket.send({ event: 'pusher:subscribe', data });
}

/** Subscribes; the confirmation is the next thing that comes. Gives what it carried. */
export async function subscribe(socket, channel, how) {
  ask(socket, channel, how);
  const { data, ...rest } = await socket.next();
  assert.deepEqual(rest, { event: 'pusher_internal:subscription_succeeded', channel });
  return JSON.parse(data);
}

export const unsubscribe = (socket, channel) => socket.send({ event: 'pusher:unsubscribe', data: { channel } });

/** `channel_data` as an app writes it. */
export const member = (userId, info) => JSON.stringify({ user_id: userId, ...(info === undefined ? {} : { user_info: info }) });

/** Joins a presence channel. Gives the roster. */
export async function join(socket, channel, userId, info) {
  return (await subscribe(socket, channel, { channelData: member(userId, info) })).presence;
}

export const clientEvent = (socket, channel, event, data) => socket.send({ event, channel, data });

/** Asks to sign in, signed by the app. */
export function askToSignIn(socket, userData, auth = userAuth(socket.app, socket.id, userData)) {
  socket.send({ event: 'pusher:signin', data: { auth, user_data: userData } });
}

/** Signs in and takes the confirmation. */
export async function signIn(socket, user) {
  const userData = JSON.stringify(user);
  askToSignIn(socket, userData);
  const { event, data } = await socket.next();
  assert.equal(event, 'pusher:signin_success');
  assert.deepEqual(JSON.parse(data), { user_data: userData });
}

/** The next frame is an error of that code; gives its message. */
export async function error(socket, code) {
  const { data, ...rest } = await socket.next();
  assert.deepEqual(rest, { event: 'pusher:error' });
  assert.deepEqual(Object.keys(data).sort(), ['code', 'message'], 'an object, not a string');
  assert.equal(data.code, code);
  assert.equal(typeof data.message, 'string');
  assert.notEqual(data.message, '');
  return data.message;
}

/** Both forms of a refused subscription: for the connection and for the channel. Gives what the second carried. */
export async function refused(socket, channel, { code = 4009, type = 'AuthError', status = 401 } = {}) {
  const message = await error(socket, code);
  const { data, ...rest } = await socket.next();
  assert.deepEqual(rest, { event: 'pusher:subscription_error', channel });
  assert.deepEqual(JSON.parse(data), { type, error: message, status });
  return message;
}

/**
 * Publishes and waits until the subscribers' gateway has read it: what happens next on any connection there happens after
 * the event. `how` lets the witness in where a channel takes only those who are signed; `at` is another gateway to look at.
 */
export async function published(t, channel, name, data, { how, at = subscribeUrl, ...more } = {}) {
  const witness = await connect(t, { app: more.app, url: at });
  ask(witness, channel, how);
  await witness.until(({ event }) => event === 'pusher_internal:subscription_succeeded');
  await publish(channel, name, data, more);
  await witness.until((frame) => frame.event === name && frame.data === data);
  witness.cut();
}

/** An error frame and then a close of the same code. */
export async function closed(socket, code) {
  const message = await error(socket, code);
  const end = await socket.ended;
  assert.equal(end.code, code);
  return message;
}

/** Sends bytes that need no mask of their own, as one text message in several frames. */
export function fragments(socket, parts) {
  parts.forEach((part, index) => socket.frame(index === 0 ? OPCODE.text : OPCODE.continuation, part, { fin: index === parts.length - 1 }));
}

/** Repeats a check until it passes; fails as it last failed. */
export async function eventually(check, milliseconds = 8_000) {
  for (const end = Date.now() + milliseconds; ;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
