// Section 1.4: what a client may send, and that nothing it sends breaks more than its own message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alive, connect, error, fragments, section } from './client.mjs';
import { OPCODE } from './socket.mjs';

const MESSAGE_BYTES_MAX = 102_400;
const ping = '{"event":"pusher:ping","data":{}}';

const malformed = [
  '',
  ' ',
  'hello',
  '{',
  '{"event":"pusher:ping"',
  '{"event":"pusher:ping"}}',
  '{"event":"pusher:ping"}{}',
  "{'event':'pusher:ping'}",
  '{"event":pusher:ping}',
  '{event:"pusher:ping"}',
  '[]',
  '[{"event":"pusher:ping"}]',
  '"pusher:ping"',
  '1',
  'true',
  'null',
  'undefined',
  '{}',
  '{"data":{}}',
  '{"Event":"pusher:ping"}',
  '{"event":null}',
  '{"event":1}',
  '{"event":true}',
  '{"event":{}}',
  '{"event":[]}',
  '{"event":["pusher:ping"]}',
  '{"event":"pusher:ping","event":"pusher:ping"}',
  '\ufeff{"event":"pusher:ping"}',
  `${'['.repeat(5000)}`,
  `{"event":"pusher:subscribe","data":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`,
  '{"event":"pusher:ping","data":01}',
  'NaN',
];

const events = ['subscribe', 'unsubscribe', 'signin'];
const wrongData = [
  '',
  ',"data":null',
  ',"data":1',
  ',"data":true',
  ',"data":[]',
  ',"data":"x"',
  ',"data":""',
  ',"data":"[]"',
  ',"data":{}',
];
const wrongChannels = ['null', '1', 'true', '[]', '{}', '["room"]'];

section('1.4 frames', () => {
  for (const text of malformed) {
    test(`1.4 ${JSON.stringify(text.slice(0, 60))}: pusher:error with code null, the connection stays`, async (t) => {
      const socket = await connect(t);
      socket.send(text);
      await error(socket, null);
      await alive(socket);
    });
  }

  for (const name of events) {
    for (const data of wrongData) {
      const text = `{"event":"pusher:${name}"${data}}`;
      test(`1.4 ${text}: pusher:error with code null, the connection stays`, async (t) => {
        const socket = await connect(t);
        socket.send(text);
        await error(socket, null);
        await alive(socket);
      });
    }
  }

  for (const name of ['subscribe', 'unsubscribe']) {
    for (const channel of wrongChannels) {
      test(`1.4 pusher:${name} with the channel ${channel}: pusher:error with code null, the connection stays`, async (t) => {
        const socket = await connect(t);
        socket.send(`{"event":"pusher:${name}","data":{"channel":${channel}}}`);
        await error(socket, null);
        await alive(socket);
      });
    }
  }

  for (const member of ['auth', 'channel_data']) {
    for (const value of ['1', 'true', '[]', '{}']) {
      test(`1.4 pusher:subscribe with ${member} ${value}: pusher:error with code null, no subscription`, async (t) => {
        const socket = await connect(t);
        socket.send(`{"event":"pusher:subscribe","data":{"channel":"room","${member}":${value}}}`);
        await error(socket, null);
        await alive(socket);
      });
    }
  }

  for (const name of [
    'nope',
    '',
    'message',
    'pusher:nope',
    'pusher:error',
    'pusher:connection_established',
    'pusher_internal:subscription_succeeded',
    'pusher_internal:member_added',
    'pusher:cache_miss',
    'Pusher:Ping',
    'pusher:ping ',
    'Client-x',
    'client_x',
    'grüße',
  ]) {
    test(`1.4 the unknown event ${JSON.stringify(name)} is told so, in the observed words`, async (t) => {
      const socket = await connect(t);
      socket.send({ event: name, channel: 'room', data: {} });
      assert.equal(await error(socket, null), `Unsupported event received on socket: ${name}`);
      await alive(socket);
    });
  }

  test('1.4 data of the own events may be a string that holds the object', async (t) => {
    const socket = await connect(t);
    socket.send({ event: 'pusher:subscribe', data: '{"channel":"room"}' });
    assert.equal((await socket.next()).event, 'pusher_internal:subscription_succeeded');
  });

  test('1.4 fifty messages in one write are answered in order', async (t) => {
    const socket = await connect(t);
    for (let n = 0; n < 50; n++) socket.send(n % 2 ? ping : 'broken');
    for (let n = 0; n < 50; n++) assert.equal((await socket.next()).event, n % 2 ? 'pusher:pong' : 'pusher:error');
  });

  const parts = {
    two: [ping.slice(0, 9), ping.slice(9)],
    'one for each byte': [...ping],
    'an empty first': ['', ping],
    'an empty last': [ping, ''],
    'empty ones in between': [ping.slice(0, 3), '', '', ping.slice(3)],
  };
  for (const [what, texts] of Object.entries(parts)) {
    test(`1.4 a message in fragments, ${what}, is one message (R35)`, async (t) => {
      const socket = await connect(t);
      fragments(socket, texts);
      assert.equal((await socket.next()).event, 'pusher:pong');
      await alive(socket);
    });
  }

  test('1.4 a fragment may end inside a character (R35)', async (t) => {
    const socket = await connect(t);
    const bytes = Buffer.from('{"event":"grüß"}');
    const cut = bytes.indexOf(0xc3) + 1;
    fragments(socket, [bytes.subarray(0, cut), bytes.subarray(cut)]);
    assert.equal(await error(socket, null), 'Unsupported event received on socket: grüß');
  });

  test('1.4 a ping between fragments is answered before the message (R35)', async (t) => {
    const socket = await connect(t);
    socket.frame(OPCODE.text, ping.slice(0, 5), { fin: false });
    socket.frame(OPCODE.ping, 'between');
    assert.equal((await socket.nextPong()).toString(), 'between');
    socket.frame(OPCODE.continuation, ping.slice(5));
    assert.equal((await socket.next()).event, 'pusher:pong');
  });

  test('1.4 a message at the size limit is read', async (t) => {
    const socket = await connect(t);
    socket.send(ping + ' '.repeat(MESSAGE_BYTES_MAX - ping.length));
    assert.equal((await socket.next()).event, 'pusher:pong');
    await alive(socket);
  });

  const tooLarge = {
    'one byte above the size limit': (socket) => socket.send(' '.repeat(MESSAGE_BYTES_MAX + 1)),
    'ten times the size limit': (socket) => socket.send('x'.repeat(10 * MESSAGE_BYTES_MAX)),
    'above the size limit in fragments': (socket) => fragments(socket, Array(3).fill('x'.repeat(MESSAGE_BYTES_MAX / 2))),
    'a megabyte announced': (socket) => socket.write(Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 1, 2, 3, 4])),
  };
  for (const [what, send] of Object.entries(tooLarge)) {
    test(`1.4 ${what}: closed with 1009`, async (t) => {
      const socket = await connect(t);
      send(socket);
      assert.equal((await socket.ended).code, 1009);
    });
  }

  const broken = {
    'a binary message': [1003, (socket) => socket.frame(OPCODE.binary, ping)],
    'an empty binary message': [1003, (socket) => socket.frame(OPCODE.binary)],
    'text that is not UTF-8': [1007, (socket) => socket.frame(OPCODE.text, Buffer.from([0x22, 0xff, 0x22]))],
    'half a character at the end': [1007, (socket) => socket.frame(OPCODE.text, Buffer.from([0x22, 0xc3]))],
    'a frame without a mask': [1002, (socket) => socket.frame(OPCODE.text, ping, { masked: false })],
    'a reserved bit': [1002, (socket) => socket.frame(OPCODE.text, ping, { rsv: 4 })],
    'another reserved bit': [1002, (socket) => socket.frame(OPCODE.text, ping, { rsv: 1 })],
    'a reserved opcode': [1002, (socket) => socket.frame(3, ping)],
    'a reserved control opcode': [1002, (socket) => socket.frame(11, '')],
    'a continuation of nothing': [1002, (socket) => socket.frame(OPCODE.continuation, ping)],
    'a message inside a message': [1002, (socket) => (socket.frame(OPCODE.text, 'a', { fin: false }), socket.send(ping))],
    'a ping in fragments': [1002, (socket) => socket.frame(OPCODE.ping, '', { fin: false })],
    'a ping of 126 bytes': [1002, (socket) => socket.frame(OPCODE.ping, Buffer.alloc(126))],
    'a close of one byte': [1002, (socket) => socket.frame(OPCODE.close, Buffer.from([3]))],
    'a close with the code 1005': [1002, (socket) => socket.frame(OPCODE.close, Buffer.from([0x03, 0xed]))],
    'a close with the code 999': [1002, (socket) => socket.frame(OPCODE.close, Buffer.from([0x03, 0xe7]))],
    'a close with the code 1000': [1000, (socket) => socket.frame(OPCODE.close, Buffer.from([0x03, 0xe8]))],
    'a close with the code 4321': [4321, (socket) => socket.frame(OPCODE.close, Buffer.from([0x10, 0xe1]))],
  };
  for (const [what, [code, send]] of Object.entries(broken)) {
    test(`1.4 ${what}: answered with a close of ${code} (R35)`, async (t) => {
      const socket = await connect(t);
      send(socket);
      assert.equal((await socket.ended).code, code);
      await alive(await connect(t));
    });
  }
});
