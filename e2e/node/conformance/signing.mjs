// The signatures of sections 3.4 and 9.1, made here and not by a library, so that the libraries are checked too.
import { createHash, createHmac } from 'node:crypto';

export const hmac = (secret, text) => createHmac('sha256', secret).update(text).digest('hex');

export const md5 = (body) => createHash('md5').update(body).digest('hex');

/** What an app signs to let a socket into a channel. */
export const channelText = (socketId, channel, channelData) =>
  channelData === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;

/** The `auth` of a subscription. */
export const channelAuth = (app, socketId, channel, channelData) =>
  `${app.key}:${hmac(app.secret, channelText(socketId, channel, channelData))}`;

/** The `auth` of a sign-in. */
export const userAuth = (app, socketId, userData) => `${app.key}:${hmac(app.secret, `${socketId}::user::${userData}`)}`;

/** What is signed of a request: values as they are meant, not as they are encoded. */
export function requestText(method, path, params) {
  const sorted = Object.entries(params)
    .map(([name, value]) => [name.toLowerCase(), value])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return [method, path, sorted.map(([name, value]) => `${name}=${value}`).join('&')].join('\n');
}

export const requestSignature = (app, method, path, params) => hmac(app.secret, requestText(method, path, params));
