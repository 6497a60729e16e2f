// A client of bare frames that can stop reading, and that recovers as the add-on does.
import { channelAuth } from '../conformance/signing.mjs';
import { Socket } from '../conformance/socket.mjs';
import { app } from './stack.mjs';

const CONFIRMED = 'pusher_internal:subscription_succeeded';
const CONFIRMED_WITHIN = 60_000;
const SILENT_FOR = 600_000;
const SOCKETS_MAX = 20;

export class Listener {
  #socket;
  #positions = new Map();
  #sockets = [];
  /** How its returns went. */
  recovered = 0;
  gaps = 0;
  /** Resolves when the socket is over, whoever ended it. */
  over = Promise.resolve();

  /**
   * @param heard called with each event's data and channel
   * @param options `resume` announces recovery; `user` is who it is on presence channels
   */
  constructor(port, channels, heard, { resume = false, user = 'someone' } = {}) {
    Object.assign(this, { port, channels, heard, resume, user });
  }

  /** Connects, or comes back, and waits until all subscriptions are confirmed. */
  async connect() {
    const path = `/app/${app.key}?protocol=7&client=e2e&version=1${this.resume ? '&resume=1' : ''}`;
    const socket = (this.#socket = await Socket.open(new URL(`http://127.0.0.1:${this.port}`), path));
    try {
      const greeting = await socket.next();
      if (greeting.event !== 'pusher:connection_established') throw new Error(`refused: ${JSON.stringify(greeting)}`);
      const id = JSON.parse(greeting.data).socket_id;
      this.channels.forEach((channel) => socket.send(this.#subscribe(channel, id)));
      this.#sockets = [id, ...this.#sockets].slice(0, SOCKETS_MAX);
      for (let confirmed = 0; confirmed < this.channels.length; ) {
        if (this.#take(await socket.next(CONFIRMED_WITHIN)) === CONFIRMED) confirmed++;
      }
    } catch (failure) {
      socket.cut();
      throw failure;
    }
    this.over = this.#listen(socket);
  }

  #subscribe(channel, id) {
    const member = channel.startsWith('presence-') ? JSON.stringify({ user_id: this.user }) : undefined;
    const signed = /^(private|presence)-/.test(channel);
    const position = this.#positions.get(channel);
    return {
      event: 'pusher:subscribe',
      data: {
        channel,
        ...(signed && { auth: channelAuth(app, id, channel, member), channel_data: member }),
        ...(position !== undefined && { resume: { position, sockets: this.#sockets } }),
      },
    };
  }

  /** @return the frame's event */
  #take({ event, channel, data, position, recovered }) {
    if (event === CONFIRMED && this.#positions.has(channel)) this[recovered === true ? 'recovered' : 'gaps']++;
    if (event === 'pusher_internal:positions') {
      for (const [name, fresh] of Object.entries(data)) this.#positions.set(name, fresh);
    }
    if (position !== undefined) this.#positions.set(channel, position);
    if (event === 'pusher:ping') this.#socket.send({ event: 'pusher:pong', data: {} });
    if (!event.startsWith('pusher')) this.heard(JSON.parse(data), channel);
    return event;
  }

  async #listen(socket) {
    let ended = false;
    socket.ended.then(() => (ended = true));
    for (;;) {
      let frame;
      try {
        frame = await socket.next(SILENT_FOR);
      } catch (failure) {
        if (ended) return;
        throw failure;
      }
      this.#take(frame);
    }
  }

  leave(channel) {
    this.#socket.send({ event: 'pusher:unsubscribe', data: { channel } });
  }

  stall() {
    this.#socket.pause();
  }

  readOn() {
    this.#socket.resume();
  }

  cut() {
    this.#socket?.cut();
  }
}
