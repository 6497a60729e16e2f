// A WebSocket client of bare frames: a case can send what no library would, and sees every byte that comes.
import { randomBytes } from 'node:crypto';
import net from 'node:net';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
const WAIT_MILLISECONDS = 10_000;

/** Bytes of one frame as a client sends it. */
export function frameBytes(opcode, payload, { fin = true, rsv = 0, masked = true } = {}) {
  const body = Buffer.from(payload);
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const flag = masked ? 0x80 : 0;
  if (body.length < 126) head.push(flag | body.length);
  else if (body.length < 65_536) head.push(flag | 126, body.length >> 8, body.length & 255);
  else head.push(flag | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (body.length >> shift) & 255));
  if (!masked) return Buffer.concat([Buffer.from(head), body]);
  const mask = randomBytes(4);
  for (let i = 0; i < body.length; i++) body[i] ^= mask[i & 3];
  return Buffer.concat([Buffer.from(head), mask, body]);
}

/** Texts or pongs that came, in order; whoever asks waits for the next one. */
class Inbox {
  #come = [];
  #waiting = [];
  #end;

  put(item) {
    const first = this.#waiting.shift();
    if (first) first.resolve(item);
    else this.#come.push(item);
  }

  end(why) {
    this.#end = why;
    for (const each of this.#waiting.splice(0)) each.reject(new Error(why));
  }

  take(milliseconds = WAIT_MILLISECONDS) {
    if (this.#come.length > 0) return Promise.resolve(this.#come.shift());
    if (this.#end) return Promise.reject(new Error(this.#end));
    return new Promise((resolve, reject) => {
      const entry = { resolve: (item) => (clearTimeout(late), resolve(item)), reject: (why) => (clearTimeout(late), reject(why)) };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(new Error(`nothing came within ${milliseconds} ms`));
      }, milliseconds);
      this.#waiting.push(entry);
    });
  }
}

export class Socket {
  #tcp;
  #buffer = Buffer.alloc(0);
  #texts = new Inbox();
  #pongs = new Inbox();
  #close;
  /** Whether pings of the server are answered, as every library does by itself. */
  answersPings = true;
  /** Pings of the server so far. */
  pings = 0;
  /** Resolves with code and reason when the server ends the socket; 1006 without a close frame. */
  ended = new Promise((resolve) => (this.#close = resolve));

  /** Opens a WebSocket; throws with the status when the server answers anything but 101. */
  static open(url, path, headers = {}) {
    return new Promise((resolve, reject) => {
      const socket = new Socket();
      const tcp = (socket.#tcp = net.connect({ host: url.hostname, port: url.port, noDelay: true }));
      const head = {
        Host: url.host,
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        ...headers,
      };
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
      tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
      const answer = (data) => {
        socket.#buffer = Buffer.concat([socket.#buffer, data]);
        const end = socket.#buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.answer = socket.#buffer.subarray(0, end).toString();
        socket.#buffer = socket.#buffer.subarray(end + 4);
        tcp.off('data', answer);
        if (!socket.answer.startsWith('HTTP/1.1 101')) {
          tcp.destroy();
          reject(new Error(socket.answer.split('\r\n')[0]));
          return;
        }
        tcp.on('data', (more) => socket.#read(more));
        socket.#read(Buffer.alloc(0));
        resolve(socket);
      };
      tcp.on('data', answer);
      tcp.on('error', (failure) => (socket.#end(1006, failure.message), reject(failure)));
      tcp.on('close', () => (socket.#end(1006, ''), reject(new Error('closed before an answer'))));
    });
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const bytes = this.#buffer;
      if (bytes.length < 2) return;
      let [length, start] = [bytes[1] & 127, 2];
      if (length === 126) [length, start] = [bytes.length < 4 ? Infinity : bytes.readUInt16BE(2), 4];
      else if (length === 127) [length, start] = [bytes.length < 10 ? Infinity : Number(bytes.readBigUInt64BE(2)), 10];
      if (bytes.length < start + length) return;
      this.#buffer = bytes.subarray(start + length);
      this.#take(bytes[0], bytes.subarray(start, start + length));
    }
  }

  #take(first, payload) {
    if ((first & 0xf0) !== 0x80) return this.#end(1002, `the server sent ${first.toString(16)}`);
    const opcode = first & 15;
    if (opcode === OPCODE.text) this.#texts.put(payload.toString());
    else if (opcode === OPCODE.pong) this.#pongs.put(Buffer.from(payload));
    else if (opcode === OPCODE.ping) {
      this.pings++;
      if (this.answersPings) this.frame(OPCODE.pong, payload);
    } else if (opcode === OPCODE.close) {
      const code = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
      this.#end(code, payload.subarray(2).toString());
    } else this.#end(1002, `the server sent opcode ${opcode}`);
  }

  #end(code, reason) {
    this.#close({ code, reason });
    this.#texts.end(`the socket is closed: ${code} ${reason}`);
    this.#pongs.end(`the socket is closed: ${code} ${reason}`);
  }

  /** Sends bytes as they are. */
  write(bytes) {
    this.#tcp.write(bytes);
  }

  frame(opcode, payload = '', options) {
    this.write(frameBytes(opcode, payload, options));
  }

  /** Sends one message: a text as it is, anything else as JSON. */
  send(message) {
    this.frame(OPCODE.text, typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The next message, as it came. */
  nextText(milliseconds) {
    return this.#texts.take(milliseconds);
  }

  /** The next message; whatever it is, it is the one that the case looks at. */
  async next(milliseconds) {
    return JSON.parse(await this.nextText(milliseconds));
  }

  /** The next message that fits; those before it are dropped. */
  async until(fits, milliseconds) {
    for (;;) {
      const frame = await this.next(milliseconds);
      if (fits(frame)) return frame;
    }
  }

  nextPong(milliseconds) {
    return this.#pongs.take(milliseconds);
  }

  /** Stops reading; what comes stays in the kernel until it is full. */
  pause() {
    this.#tcp.pause();
  }

  /** Reads on. */
  resume() {
    this.#tcp.resume();
  }

  /** Ends the line without a word. */
  cut() {
    this.#tcp.destroy();
  }
}
