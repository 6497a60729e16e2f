// Stock clients, with the add-on or without it, that keep what they received.
import { channelAuth } from '../conformance/signing.mjs';
import { app } from './stack.mjs';

/** The members that the protocol knows of a frame. */
const MEMBERS = new Set(['event', 'channel', 'data', 'user_id']);
const STRANGE_MAX = 20;

/** One subscription: the numbers that came, in order, and how its returns went. */
class Heard {
  received = [];
  subscribed = 0;
  recovered = 0;
  gaps = 0;

  constructor(channel) {
    let fresh = false;
    channel.bind('n', ({ n }) => {
      // A cached channel tells its last event at each subscription, as the protocol says.
      const told = fresh && channel.name.startsWith('cache-') && n === this.received.at(-1);
      fresh = false;
      if (!told) this.received.push(n);
    });
    channel.bind('pusher:subscription_succeeded', () => {
      this.subscribed++;
      fresh = true;
    });
    channel.bind('carillon:recovered', () => (fresh = false)); // here it takes the place of that event
    channel.bind('carillon:recovered', () => this.recovered++);
    channel.bind('carillon:gap', () => this.gaps++);
  }
}

/** One connection through `port`, subscribed to these channels. */
export class Subscriber {
  #pusher;
  channels = new Map();
  connections = 0;

  constructor(Client, port, name, channels) {
    this.name = name;
    this.#pusher = new Client(app.key, {
      wsHost: '127.0.0.1',
      wsPort: port,
      forceTLS: false,
      enabledTransports: ['ws'],
      cluster: 'mt1',
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, done) => {
          const member = channelName.startsWith('presence-') ? JSON.stringify({ user_id: name }) : undefined;
          done(null, { auth: channelAuth(app, socketId, channelName, member), channel_data: member });
        },
      },
    });
    this.#pusher.connection.bind('connected', () => this.connections++);
    for (const channel of channels) this.channels.set(channel, new Heard(this.#pusher.subscribe(channel)));
  }

  get ready() {
    return [...this.channels.values()].every(({ subscribed }) => subscribed > 0);
  }

  close() {
    this.#pusher.disconnect();
  }
}

/** Looks at every frame that clients of this copy get. @return what members the protocol does not know */
export function watchMembers(Client) {
  const strange = [];
  const create = Client.Runtime.createWebSocket.bind(Client.Runtime);
  Client.Runtime.createWebSocket = (url) => {
    const socket = create(url);
    socket.addEventListener('message', ({ data }) => {
      const unknown = Object.keys(JSON.parse(data)).filter((member) => !MEMBERS.has(member));
      if (unknown.length > 0 && strange.length < STRANGE_MAX) strange.push(`${unknown} in ${data}`);
    });
    return socket;
  };
  return strange;
}
