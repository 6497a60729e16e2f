// Section 1.3: signs of life in both directions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alive, connect, dial, pathOf, section } from './client.mjs';
import { OPCODE } from './socket.mjs';
import { raw } from './target.mjs';

// How long a gateway may wait for an answer; the page recommends 30 s, and it is not told to clients.
const PONG_SECONDS_MAX = 30;

const idle = async (t, prepare = () => {}) => {
  const socket = await dial(t, pathOf(raw));
  prepare(socket);
  const { activity_timeout: seconds } = JSON.parse((await socket.next()).data);
  return { socket, seconds };
};
const after = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

section('1.3 liveness', () => {
  for (const [what, text] of [
    ['an object', '{"event":"pusher:ping","data":{}}'],
    ['no data', '{"event":"pusher:ping"}'],
    ['a string of an object', '{"event":"pusher:ping","data":"{}"}'],
    ['an empty string', '{"event":"pusher:ping","data":""}'],
    ['any string', '{"event":"pusher:ping","data":"hello"}'],
    ['null', '{"event":"pusher:ping","data":null}'],
    ['members of its own', '{"event":"pusher:ping","data":{"n":1}}'],
    ['members that the protocol does not name', '{"event":"pusher:ping","data":{},"channel":"x","time":12}'],
    ['its members in another order', '{"data":{},"event":"pusher:ping"}'],
    ['white space', ' \r\n\t{ "event" : "pusher:ping" , "data" : { } } \n'],
    ['an escaped name', '{"\\u0065vent":"pusher\\u003aping"}'],
  ]) {
    test(`1.3 pusher:ping with ${what} is answered by pusher:pong (R16)`, async (t) => {
      const socket = await connect(t);
      socket.send(text);
      assert.deepEqual(await socket.next(), { event: 'pusher:pong', data: '{}' });
      await alive(socket);
    });
  }

  for (const length of [0, 1, 5, 125]) {
    test(`1.3 a ping of the WebSocket protocol of ${length} bytes comes back as a pong of the same (R16)`, async (t) => {
      const socket = await connect(t);
      const payload = Buffer.alloc(length, 0xe9);
      socket.frame(OPCODE.ping, payload);
      assert.deepEqual(await socket.nextPong(), payload);
      await alive(socket);
    });
  }

  test('1.3 twenty pings at once are answered one by one and in order', async (t) => {
    const socket = await connect(t);
    for (let n = 0; n < 20; n++) socket.frame(OPCODE.ping, String(n));
    for (let n = 0; n < 20; n++) assert.equal((await socket.nextPong()).toString(), String(n));
  });

  for (const data of [{}, '{}', undefined]) {
    test(`1.3 an unasked pusher:pong with data ${JSON.stringify(data)} is taken in silence (R16)`, async (t) => {
      const socket = await connect(t);
      socket.send({ event: 'pusher:pong', data });
      await alive(socket);
    });
  }

  test('1.3 an unasked pong of the WebSocket protocol is taken in silence (R16)', async (t) => {
    const socket = await connect(t);
    socket.frame(OPCODE.pong, 'unasked');
    await alive(socket);
  });

  test('1.3 a silent peer is pinged after the activity timeout, and closed with 4201 without an answer (R16)', async (t) => {
    const began = Date.now();
    const { socket, seconds } = await idle(t, (each) => (each.answersPings = false));
    const { event, data } = await socket.next((seconds + PONG_SECONDS_MAX + 10) * 1000);
    assert.deepEqual({ event, code: data.code }, { event: 'pusher:error', code: 4201 });
    assert.equal((await socket.ended).code, 4201);
    assert.ok(socket.pings >= 1, 'a ping came first');
    assert.ok(Date.now() - began > seconds * 1000, 'not before the activity timeout');
  });

  test('1.3 one who answers pings of the WebSocket protocol stays, however silent (R16)', async (t) => {
    const { socket, seconds } = await idle(t);
    await after(seconds * 3);
    assert.ok(socket.pings >= 1);
    await alive(socket);
  });

  test('1.3 any message is a sign of life: one who talks is not pinged (R16)', async (t) => {
    const { socket, seconds } = await idle(t, (each) => (each.answersPings = false));
    for (let n = 0; n < 6; n++) {
      await after(seconds / 2);
      await alive(socket);
    }
    assert.equal(socket.pings, 0);
  });

  test('1.3 the answer to a ping may be pusher:pong or any other message (R16)', async (t) => {
    const { socket, seconds } = await idle(t, (each) => (each.answersPings = false));
    for (let n = 0; n < 2; n++) {
      await after(seconds + 1);
      socket.send({ event: 'pusher:pong', data: {} });
    }
    await alive(socket);
    assert.ok(socket.pings >= 1);
  });
});
