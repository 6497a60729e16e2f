// Section 9: the parameters of a POST may come in its query.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, encoded, send, signedParams } from './api.mjs';
import { section } from './client.mjs';
import { raw, unique } from './target.mjs';
import { witness } from './witness.mjs';

const path = `/apps/${raw.id}/events`;

/** Sends an event in the query; `channels` are each a parameter of their own, and signed joined by commas. */
async function trigger(members, channels = []) {
  const all = channels.length > 0 ? { ...members, 'channels[]': channels.join(',') } : members;
  const { 'channels[]': _, ...others } = signedParams(raw, 'POST', path, all);
  const list = channels.map((channel) => `channels[]=${encodeURIComponent(channel)}`);
  return send({ method: 'POST', target: `${path}?${[encoded(others), ...list].join('&')}` });
}

section('9 events in the query', () => {
  test('9 one channel (R36)', async (t) => {
    const { channel, socket } = await witness(t);
    const answer = await trigger({ name: 'n', data: '{"a":"ü+ &=%"}', channel });
    assert.deepEqual([answer.status, answer.text], [200, '{}']);
    assert.deepEqual(await socket.next(), { event: 'n', channel, data: '{"a":"ü+ &=%"}' });
  });

  test('9 several channels, with commas in their names (R36)', async (t) => {
    const [one, other] = [await witness(t, `${unique('x')},y`), await witness(t)];
    const answer = await trigger({ name: 'n', data: '1' }, [one.channel, other.channel]);
    assert.equal(answer.status, 200, answer.text);
    for (const { socket, channel } of [one, other]) assert.deepEqual(await socket.next(), { event: 'n', channel, data: '1' });
  });

  test('9 without one socket (R36)', async (t) => {
    const { channel, socket, heardNothing } = await witness(t);
    assert.equal((await trigger({ name: 'n', data: '1', channel, socket_id: socket.id })).status, 200);
    await heardNothing();
  });

  for (const [what, members, status] of [
    ['no data', { data: undefined }, 400],
    ['no channel', { channel: undefined }, 400],
    ['a bad channel', { channel: 'a b' }, 400],
    ['a bad socket_id', { socket_id: 'x' }, 400],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 400],
    ['no name', { name: undefined }, 400],
  ]) {
    test(`9 ${what}: ${status}, nothing is delivered (R36)`, async (t) => {
      const { channel, heardNothing } = await witness(t);
      const given = { name: 'n', data: '1', channel, ...members };
      for (const name of Object.keys(given)) if (given[name] === undefined) delete given[name];
      assertRefused(await trigger(given), status);
      await heardNothing();
    });
  }
});
