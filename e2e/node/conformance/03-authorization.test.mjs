// Section 3.4: the signature that lets a socket into a channel. The page's vectors, each library's signer, live sockets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Pusher from 'pusher';
import Pusher4 from 'pusher-4';
import { alive, ask, askToSignIn, connect, member, refused, section, subscribe } from './client.mjs';
import { channelAuth, channelText, hmac, userAuth } from './signing.mjs';
import { raw, unique, worked } from './target.mjs';

const SOCKET = '1234.1234';
const vectors = [
  ['private-foobar', undefined, '58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4'],
  ['private-encrypted-foobar', undefined, 'e6a18892d037c5d5e76a2265df4f086ffc38631605530dfd214aa5bff495f533'],
  [
    'presence-foobar',
    '{"user_id":10,"user_info":{"name":"Mr. Channels"}}',
    '31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80',
  ],
];
const USER_DATA = '{"id":"12345"}';
const USER_SIGNATURE = '4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba';
const MASTER_KEY = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64');

const of = (Library, app) =>
  new Library({ appId: app.id, key: app.key, secret: app.secret, cluster: 'mt1', encryptionMasterKeyBase64: MASTER_KEY });
// The previous major has one name for it and knows no sign-in.
const signers = {
  'pusher 5': (app, ...args) => of(Pusher, app).authorizeChannel(...args),
  'pusher 4': (app, ...args) => of(Pusher4, app).authenticate(...args),
};

section('3.4 vectors', () => {
  for (const [channel, channelData, signature] of vectors) {
    test(`3.4 ${channel}: this suite signs as the page's vector (R23)`, () => {
      assert.equal(channelAuth(worked, SOCKET, channel, channelData), `${worked.key}:${signature}`);
    });

    for (const [library, sign] of Object.entries(signers)) {
      test(`3.4 ${channel}: ${library} signs as the page's vector (R2)`, () => {
        const { auth } = sign(worked, SOCKET, channel, channelData && JSON.parse(channelData));
        assert.equal(auth, `${worked.key}:${signature}`);
      });
    }
  }

  test("3.4 the sign-in: this suite and pusher 5 sign as the page's vector (R33)", () => {
    assert.equal(userAuth(worked, SOCKET, USER_DATA), `${worked.key}:${USER_SIGNATURE}`);
    assert.equal(of(Pusher, worked).authenticateUser(SOCKET, JSON.parse(USER_DATA)).auth, `${worked.key}:${USER_SIGNATURE}`);
  });

  test('3.4 the trap of the printed example: afaed369…304c is the older text', () => {
    const older = '{"user_id":10,"user_info":{"name":"Mr. Pusher"}}';
    assert.match(channelAuth(worked, SOCKET, 'presence-foobar', older), /:afaed369[0-9a-f]+304c$/);
  });

  for (const [channel, channelData, signature] of vectors) {
    test(`3.4 ${channel}: the vector's signature is for its socket alone: refused on every other (R23)`, async (t) => {
      const socket = await connect(t, { app: worked });
      ask(socket, channel, { channelData, auth: `${worked.key}:${signature}` });
      assert.match(await refused(socket, channel), /^Invalid signature/);
      await alive(socket);
    });

    test(`3.4 ${channel}: the same text signed for the live socket is let in (R23)`, async (t) => {
      const socket = await connect(t, { app: worked });
      await subscribe(socket, channel, { channelData });
    });
  }
});

section('3.4 live signatures', () => {
  for (const [library, sign] of Object.entries(signers)) {
    for (const prefix of ['private-', 'private-encrypted-', 'private-cache-', 'private-encrypted-cache-']) {
      test(`3.4 ${library} lets a socket into ${prefix} (R23)`, async (t) => {
        const socket = await connect(t);
        const channel = unique(prefix);
        await subscribe(socket, channel, { auth: sign(raw, socket.id, channel).auth });
      });
    }

    test(`3.4 ${library} lets a socket into presence-, its channel_data taken as it is (R23)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('presence-');
      const { auth, channel_data: channelData } = sign(raw, socket.id, channel, { user_id: 'ü"\\', user_info: { n: [1, { a: null }] } });
      const { presence } = await subscribe(socket, channel, { auth, channelData });
      assert.deepEqual(presence, { ids: ['ü"\\'], hash: { 'ü"\\': { n: [1, { a: null }] } }, count: 1 });
    });
  }

  for (const channelData of [
    '{ "user_id" : "u" }',
    '{"user_info":{"b":1,"a":2},"user_id":"u"}',
    '{"user_id":"\\u00e9","x":[1,2]}',
    '\n{"user_id":1}\n',
  ]) {
    test(`3.4 the very string is signed, not what it says: ${JSON.stringify(channelData)} (R23)`, async (t) => {
      const socket = await connect(t);
      const channel = unique('presence-');
      const rewritten = JSON.stringify(JSON.parse(channelData));
      if (rewritten !== channelData) {
        ask(socket, channel, { channelData, auth: channelAuth(raw, socket.id, channel, rewritten) });
        await refused(socket, channel);
      }
      await subscribe(socket, channel, { channelData });
    });
  }

  test('3.4 a presence signature over two parts does not carry channel_data (R23)', async (t) => {
    const socket = await connect(t);
    const channel = unique('presence-');
    ask(socket, channel, { channelData: member('u'), auth: channelAuth(raw, socket.id, channel) });
    assert.match(await refused(socket, channel), /^Invalid signature/);
  });

  test('3.4 a presence signature is for its channel_data alone (R23)', async (t) => {
    const socket = await connect(t);
    const channel = unique('presence-');
    ask(socket, channel, { channelData: member('other'), auth: channelAuth(raw, socket.id, channel, member('u')) });
    assert.match(await refused(socket, channel), /^Invalid signature/);
  });

  for (const prefix of ['private-', 'private-encrypted-', 'private-cache-']) {
    test(`3.4 ${prefix}: with channel_data three parts are signed, and it is let in (R23)`, async (t) => {
      await subscribe(await connect(t), unique(prefix), { channelData: member('u') });
    });

    test(`3.4 ${prefix}: with channel_data a signature over two parts is refused (R23)`, async (t) => {
      const socket = await connect(t);
      const channel = unique(prefix);
      ask(socket, channel, { channelData: member('u'), auth: channelAuth(raw, socket.id, channel) });
      await refused(socket, channel);
    });
  }

  test('3.4 the refusal names the three parts that were signed (R24)', async (t) => {
    const socket = await connect(t);
    const channel = unique('private-');
    ask(socket, channel, { channelData: 'data', auth: 'raw-key:abc' });
    assert.ok((await refused(socket, channel)).includes(`digest of ${channelText(socket.id, channel, 'data')}, but got abc`));
  });

  test('3.4 parts cannot be moved: a channel name that holds a signature of another is refused', async (t) => {
    const socket = await connect(t);
    const channel = unique('private-');
    const auth = `${raw.key}:${hmac(raw.secret, `${socket.id}:${channel}:x`)}`;
    ask(socket, `${channel}`, { auth });
    await refused(socket, channel);
  });

  test('3.4 a channel signature signs nobody in, and a sign-in lets into no channel (R23, R33)', async (t) => {
    const socket = await connect(t);
    const channel = unique('private-');
    ask(socket, channel, { auth: userAuth(raw, socket.id, channel) });
    await refused(socket, channel);
    askToSignIn(socket, USER_DATA, `${raw.key}:${hmac(raw.secret, `${socket.id}:${USER_DATA}`)}`);
    assert.equal((await socket.next()).data.code, 4009);
  });
});
