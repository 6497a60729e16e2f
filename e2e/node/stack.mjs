// Where the running Carillon is, and the five values that an app is configured with.
import Pusher from 'pusher';
import PusherJs from 'pusher-js';
import PusherJs7 from 'pusher-js-7';

const gateways = process.env.CARILLON_GATEWAYS.split(',').map(Number);

/** Port of the nth gateway, from 0. */
export const gateway = (n) => gateways[n % gateways.length];

/** The stock server library, talking to the nth gateway. */
export const server = (n = 0) =>
  new Pusher({
    appId: 'app-id',
    key: 'app-key',
    secret: 'app-secret',
    host: '127.0.0.1',
    port: gateway(n),
    useTLS: false,
  });

const majors = { 8: PusherJs, 7: PusherJs7 };

/** The stock client library, connected to the nth gateway; signs for itself, as an app's own back end would. */
export function client(n, { major = 8, user = 'someone', ...options } = {}) {
  const signer = server(n);
  const Client = majors[major];
  return new Client('app-key', {
    wsHost: '127.0.0.1',
    wsPort: gateway(n),
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: 'mt1',
    channelAuthorization: authorizer(signer, user),
    // The previous major knows only this name for it.
    authorizer: (channel) => ({
      authorize: (socketId, done) => authorizer(signer, user).customHandler({ socketId, channelName: channel.name }, done),
    }),
    ...options,
  });
}

function authorizer(signer, user) {
  return {
    customHandler: ({ socketId, channelName }, done) => {
      const who = channelName.startsWith('presence-') ? { user_id: user, user_info: { name: user } } : undefined;
      done(null, signer.authorizeChannel(socketId, channelName, who));
    },
  };
}

/** What the client library asks when it signs in: signed by the app's own back end. */
export const userAuthentication = (userData) => ({
  customHandler: ({ socketId }, done) => done(null, server().authenticateUser(socketId, userData)),
});

/** Signs a connection in and waits until it receives what is sent to its user. */
export async function signedIn(connection) {
  if (connection.connection.state !== 'connected') await once(connection.connection, 'connected');
  connection.signin();
  await connection.user.signinDonePromise;
  await once(connection.user.serverToUserChannel, 'pusher:subscription_succeeded');
  return connection.user;
}

/** An access token of the development issuer, gained as a browser gains it. */
export async function token(subject) {
  const config = await (await fetch(`http://127.0.0.1:${gateway(0)}/demo/config.json`)).json();
  const redirect = 'http://127.0.0.1/signed-in';
  const asked = new URLSearchParams({
    client_id: config.clientId, response_type: 'code', redirect_uri: redirect, scope: 'openid', state: 'test',
  });
  const login = await fetch(`${config.oidc}/authorize?${asked}`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ username: subject, claims: '{}' }),
  });
  const code = new URL(login.headers.get('location')).searchParams.get('code');
  const grant = { grant_type: 'authorization_code', code, client_id: config.clientId, redirect_uri: redirect };
  const answer = await fetch(`${config.oidc}/token`, { method: 'POST', body: new URLSearchParams(grant) });
  return (await answer.json()).access_token;
}

/** Resolves with what the event brought; rejects when it does not come in time. */
export function once(emitter, event, milliseconds = 10_000) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${event} within ${milliseconds} ms`)), milliseconds);
    emitter.bind(event, (data, metadata) => {
      clearTimeout(late);
      resolve(data ?? metadata);
    });
  });
}

/** Subscribes and waits for the confirmation. */
export async function subscribed(connection, name) {
  const channel = connection.subscribe(name);
  const members = await once(channel, 'pusher:subscription_succeeded');
  return { channel, members };
}

/** Repeats a check until it passes; fails as it last failed. */
export async function eventually(check, milliseconds = 5_000) {
  for (const end = Date.now() + milliseconds; ; ) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
