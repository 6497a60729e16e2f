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
