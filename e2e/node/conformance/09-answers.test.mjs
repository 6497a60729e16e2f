// Section 9.2: the form of answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, call, encoded, post, send, signedParams } from './api.mjs';
import { section } from './client.mjs';
import { raw, unique } from './target.mjs';

section('9.2 answers', () => {
  for (const path of [
    '/nothing',
    '/event',
    '/events/x',
    '/channels/a/b/c',
    '/users',
    '/users/u',
    '/users/u/nothing',
    '/channels/a/nothing',
  ]) {
    test(`9.2 ${path}: 404 in JSON (R44)`, async () => {
      assertRefused(await post(path, '{}'), 404);
    });
  }

  for (const [method, path] of [
    ['GET', '/events'],
    ['PUT', '/events'],
    ['DELETE', '/events'],
    ['GET', '/batch_events'],
    ['POST', '/channels'],
    ['POST', '/channels/a'],
    ['GET', '/users/u/terminate_connections'],
  ]) {
    test(`9.2 ${method} ${path}: 405 in JSON, and what is allowed (R44)`, async () => {
      const answer = await call({ method, path, body: method === 'GET' ? undefined : '{}' });
      assertRefused(answer, 405);
    });
  }

  test('9.2 a success is 200 and JSON', async () => {
    const answer = await post('/events', { name: 'n', channel: unique('x'), data: '' });
    assert.deepEqual([answer.status, answer.text], [200, '{}']);
    assert.match(answer.headers['content-type'], /^application\/json/);
  });

  test('9.2 a refusal carries the request id that was given, and its own otherwise (R44)', async () => {
    const target = `/apps/${raw.id}/events`;
    const given = await send({ method: 'POST', target, body: '{}', headers: { 'X-Request-Id': 'my-id-1' } });
    assert.equal(given.json.requestId, 'my-id-1');
    const own = await send({ method: 'POST', target, body: '{}' });
    assert.notEqual(own.json.requestId, given.json.requestId);
  });

  for (const type of [
    'text/plain',
    'application/octet-stream',
    'application/json; charset=utf-8',
    'application/x-www-form-urlencoded',
    '',
  ]) {
    test(`9.2 the content type ${type || '(none)'} changes nothing`, async () => {
      const body = JSON.stringify({ name: 'n', channel: unique('x'), data: '' });
      const target = `/apps/${raw.id}/events?${encoded(signedParams(raw, 'POST', `/apps/${raw.id}/events`, {}, body))}`;
      const answer = await send({ method: 'POST', target, body, headers: { 'Content-Type': type } });
      assert.equal(answer.status, 200, answer.text);
    });
  }
});
