// Section 7.3: end-to-end encryption; the server only relays.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import Pusher from 'pusher';
import Pusher4 from 'pusher-4';
import nacl from 'tweetnacl';
import { client, once, subscribed } from '../stack.mjs';
import { post } from './api.mjs';
import { connect, section, subscribe } from './client.mjs';
import { publishUrl, raw, stock, unique, worked } from './target.mjs';

const MASTER = Buffer.from('0123456789abcdef0123456789abcdef');
const KEY = 'fdf5cd2127d6e6860fb31934c365278667f8af2c723947b0131a798a1f2bef49';
const SHARED = '/fXNISfW5oYPsxk0w2Unhmf4ryxyOUewExp5ih8r70k=';
const CIPHERTEXT = 'VOuTiC2fbPAc4fHjXKUw/b3DokxovDK0pdk/F1Dje7vP';

const keyOf = (channel) => createHash('sha256').update(channel).update(MASTER).digest();
const library = (Library, app) =>
  new Library({
    appId: app.id,
    key: app.key,
    secret: app.secret,
    host: publishUrl.hostname,
    port: publishUrl.port,
    useTLS: false,
    encryptionMasterKeyBase64: MASTER.toString('base64'),
  });
const libraries = { 'pusher 5': Pusher, 'pusher 4': Pusher4 };
const sign = (server, ...args) => (server.authorizeChannel ?? server.authenticate).apply(server, args);

section('7.3 vectors', () => {
  test("7.3 the channel's key is the SHA-256 of name and master key", () => {
    assert.equal(keyOf('private-encrypted-foobar').toString('hex'), KEY);
    assert.equal(keyOf('private-encrypted-foobar').toString('base64'), SHARED);
  });

  test("7.3 the page's text with 24 nonce bytes of 1 gives the page's ciphertext", () => {
    const box = nacl.secretbox(Buffer.from('{"hello":"world"}'), new Uint8Array(24).fill(1), keyOf('private-encrypted-foobar'));
    assert.equal(Buffer.from(box).toString('base64'), CIPHERTEXT);
  });

  for (const [name, Library] of Object.entries(libraries)) {
    test(`7.3 ${name} hands out the page's shared secret`, () => {
      const { shared_secret: secret } = sign(library(Library, worked), '1234.1234', 'private-encrypted-foobar');
      assert.equal(secret, SHARED);
    });

    test(`7.3 ${name} refuses a second channel beside an encrypted one`, async () => {
      const channels = [unique('private-encrypted-'), unique('x')];
      await assert.rejects(async () => library(Library, raw).trigger(channels, 'n', {}));
    });
  }
});

section('7.3 on the wire', () => {
  for (const [name, Library] of Object.entries(libraries)) {
    for (const prefix of ['private-encrypted-', 'private-encrypted-cache-']) {
      test(`7.3 ${name} to ${prefix}: nonce and ciphertext pass as they are, and the text never does`, async (t) => {
        const channel = unique(prefix);
        const socket = await connect(t);
        await subscribe(socket, channel);
        if (prefix.includes('cache')) await socket.next();
        await library(Library, raw).trigger(channel, 'secret', { text: 'for friends only' });
        const text = await socket.nextText();
        assert.ok(!text.includes('friends'));
        const { event, data } = JSON.parse(text);
        assert.equal(event, 'secret');
        const { nonce, ciphertext, ...rest } = JSON.parse(data);
        assert.deepEqual(rest, {});
        const opened = nacl.secretbox.open(Buffer.from(ciphertext, 'base64'), Buffer.from(nonce, 'base64'), keyOf(channel));
        assert.deepEqual(JSON.parse(Buffer.from(opened).toString()), { text: 'for friends only' });
      });
    }
  }

  test('7.3 what is not encrypted passes too: the server does not look', async (t) => {
    const channel = unique('private-encrypted-');
    const socket = await connect(t);
    await subscribe(socket, channel);
    assert.equal((await post('/events', { name: 'n', channel, data: 'plain' })).status, 200);
    assert.equal((await socket.next()).data, 'plain');
  });

  for (const major of [8, 7]) {
    for (const prefix of ['private-encrypted-', 'private-encrypted-cache-']) {
      test(`7.3 pusher-js ${major} on ${prefix} reads what pusher 5 encrypts`, async (t) => {
        const server = library(Pusher, stock);
        const authorize = (socketId, channelName, done) => done(null, server.authorizeChannel(socketId, channelName));
        const connection = client(1, {
          major,
          channelAuthorization: { customHandler: ({ socketId, channelName }, done) => authorize(socketId, channelName, done) },
          authorizer: ({ name }) => ({ authorize: (socketId, done) => authorize(socketId, name, done) }),
        });
        t.after(() => connection.disconnect());
        const name = unique(prefix);
        const { channel } = await subscribed(connection, name);
        const read = once(channel, 'secret');
        await server.trigger(name, 'secret', { text: 'grüß 😀' });
        assert.deepEqual(await read, { text: 'grüß 😀' });
      });
    }

    test(`7.3 pusher-js ${major} without the right key hears no event, and asks once for a new one`, async (t) => {
      const server = library(Pusher, stock);
      const name = unique('private-encrypted-');
      let asked = 0;
      const authorize = (socketId, channelName, done) => {
        asked++;
        done(null, { ...server.authorizeChannel(socketId, channelName), shared_secret: Buffer.alloc(32, asked).toString('base64') });
      };
      const connection = client(1, {
        major,
        channelAuthorization: { customHandler: ({ socketId, channelName }, done) => authorize(socketId, channelName, done) },
        authorizer: ({ name: channelName }) => ({ authorize: (socketId, done) => authorize(socketId, channelName, done) }),
      });
      t.after(() => connection.disconnect());
      const { channel } = await subscribed(connection, name);
      let heard = 0;
      channel.bind('secret', () => heard++);
      await server.trigger(name, 'secret', { text: 'x' });
      await once(connection.connection, 'message');
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual({ heard, asked }, { heard: 0, asked: 2 });
    });
  }
});
