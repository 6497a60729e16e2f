// Section 9.1: what is checked of a request, and in which order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, encoded, get, now, post, send, signedParams } from './api.mjs';
import { section } from './client.mjs';
import { md5 } from './signing.mjs';
import { paused, plain, raw, unique } from './target.mjs';

const event = () => JSON.stringify({ name: 'n', channel: unique('x'), data: '' });

section('9.1 checks', () => {
  for (const [name, code] of [
    ['auth_key', 'missing-parameter'],
    ['auth_timestamp', 'missing-parameter'],
    ['auth_version', 'missing-parameter'],
    ['auth_signature', 'missing-parameter'],
    ['body_md5', 'missing-parameter'],
  ]) {
    test(`9.1 without ${name}: 401, and the sentence names it (R40)`, async () => {
      const answer = await post('/events', event(), { given: { [name]: undefined } });
      assert.ok(assertRefused(answer, 401, code).includes(name));
    });
  }

  for (const [what, given, code, sentence] of [
    ['an unknown key', { auth_key: 'nobody' }, 'unknown-key', /Unknown auth_key 'nobody'/],
    ['an empty key', { auth_key: '' }, 'unknown-key', /Unknown auth_key/],
    ['the key of another app', { auth_key: plain.key }, 'unknown-key', /no key of this app/],
    ['a time that is no number', { auth_timestamp: 'soon' }, 'invalid-timestamp', /whole number of seconds/],
    ['a time with a fraction', { auth_timestamp: `${now()}.5` }, 'invalid-timestamp', /whole number of seconds/],
    ['an empty time', { auth_timestamp: '' }, 'invalid-timestamp', /whole number of seconds/],
    ['a time beyond all numbers', { auth_timestamp: '9'.repeat(30) }, 'invalid-timestamp', /whole number of seconds/],
    ['milliseconds', { auth_timestamp: String(Date.now()) }, 'stale-timestamp', /not within 600s/],
    ['time 0', { auth_timestamp: '0' }, 'stale-timestamp', /not within 600s/],
    ['a negative time', { auth_timestamp: '-1' }, 'stale-timestamp', /not within 600s/],
    ['version 1.1', { auth_version: '1.1' }, 'unsupported-version', /must be 1\.0/],
    ['version 1', { auth_version: '1' }, 'unsupported-version', /must be 1\.0/],
    ['an empty version', { auth_version: '' }, 'unsupported-version', /must be 1\.0/],
    ['the MD5 of another body', { body_md5: md5('other') }, 'wrong-body-md5', /not the MD5 of the body received/],
    ['no MD5 at all in its place', { body_md5: 'x' }, 'wrong-body-md5', /not the MD5 of the body received/],
    ['an empty MD5', { body_md5: '' }, 'wrong-body-md5', /not the MD5 of the body received/],
    ['a wrong signature', { auth_signature: '0'.repeat(64) }, 'wrong-signature', /^Invalid signature/],
    ['an empty signature', { auth_signature: '' }, 'wrong-signature', /^Invalid signature/],
    ['a short signature', { auth_signature: 'abc' }, 'wrong-signature', /^Invalid signature/],
  ]) {
    test(`9.1 ${what}: 401 ${code} (R40)`, async () => {
      const answer = await post('/events', event(), { given });
      assert.match(assertRefused(answer, 401, code), sentence);
      assert.ok(!answer.text.includes(raw.secret));
    });
  }

  for (const [seconds, right] of [
    [-598, true],
    [-300, true],
    [-1, true],
    [1, true],
    [300, true],
    [598, true],
    [-603, false],
    [603, false],
    [-3600, false],
    [86_400, false],
  ]) {
    test(`9.1 a clock ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'} is ${right ? 'taken' : 'refused, and told by how much'} (R40)`, async () => {
      const answer = await post('/events', event(), { given: { auth_timestamp: String(now() + seconds) } });
      if (right) assert.equal(answer.status, 200, answer.text);
      else {
        const [, told, direction] = /clock is (\d+) s (ahead|behind)/.exec(assertRefused(answer, 401, 'stale-timestamp'));
        assert.equal(direction, seconds > 0 ? 'ahead' : 'behind');
        assert.ok(Math.abs(Number(told) - Math.abs(seconds)) <= 3, told);
      }
    });
  }

  test('9.1 the right signature is never told', async () => {
    const body = event();
    const params = signedParams(raw, 'POST', `/apps/${raw.id}/events`, {}, body);
    const answer = await send({
      method: 'POST',
      target: `/apps/${raw.id}/events?${encoded({ ...params, auth_signature: '0'.repeat(64) })}`,
      body,
    });
    assertRefused(answer, 401, 'wrong-signature');
    assert.ok(!answer.text.includes(params.auth_signature));
  });

  const tampered = {
    'another method': { method: 'GET' },
    'another path': { path: `/apps/${raw.id}/batch_events` },
    'another parameter': { more: 'info=user_count' },
    'another secret': { app: { ...raw, secret: plain.secret } },
  };
  for (const [what, { method = 'POST', path = `/apps/${raw.id}/events`, more, app = raw }] of Object.entries(tampered)) {
    test(`9.1 a signature for ${what}: 401 wrong-signature (R40)`, async () => {
      const body = event();
      const query = encoded(signedParams(app, method, path, {}, body));
      const answer = await send({ method: 'POST', target: `/apps/${raw.id}/events?${query}${more ? `&${more}` : ''}`, body });
      assertRefused(answer, 401, 'wrong-signature');
    });
  }

  test('9.1 a body that was changed on its way: 401 wrong-body-md5 (R40)', async () => {
    const [body, other] = [event(), event()];
    const query = encoded(signedParams(raw, 'POST', `/apps/${raw.id}/events`, {}, body));
    assertRefused(await send({ method: 'POST', target: `/apps/${raw.id}/events?${query}`, body: other }), 401, 'wrong-body-md5');
  });

  test('9.1 no query at all: 401', async () => {
    assertRefused(await send({ method: 'POST', target: `/apps/${raw.id}/events`, body: event() }), 401, 'missing-parameter');
  });

  for (const appId of ['nobody', raw.key, '%00', 'x'.repeat(500)]) {
    test(`9.1 the app id ${appId.slice(0, 10)}: 401, the key is none of its (R40)`, async () => {
      assertRefused(await post('/events', event(), { appId }), 401, 'unknown-key');
    });
  }
});

section('9.1 order of the checks', () => {
  const faults = [
    ['unknown-key', { auth_key: 'nobody' }],
    ['stale-timestamp', { auth_timestamp: '1' }],
    ['unsupported-version', { auth_version: '2.0' }],
    ['wrong-body-md5', { body_md5: 'x' }],
    ['wrong-signature', { auth_signature: 'x' }],
  ];
  for (const [index, [code]] of faults.entries()) {
    test(`9.1 with every fault from ${code} on, ${code} is told (R40)`, async () => {
      const given = Object.assign({}, ...faults.slice(index).map(([, fault]) => fault));
      assertRefused(await post('/events', '{"wrong', { given }), 401, code);
    });
  }

  test('9.1 the signature comes before the body: a stranger learns nothing of what is wrong in it', async () => {
    assertRefused(await post('/events', '{"wrong', { given: { auth_signature: 'x' } }), 401, 'wrong-signature');
    assertRefused(await post('/events', '{"wrong'), 400);
  });

  test('9.1 a paused app: 403 for the genuine, 401 for strangers (R11)', async () => {
    assertRefused(await post('/events', event(), { app: paused }), 403, 'app-paused');
    assertRefused(await post('/events', event(), { app: paused, given: { auth_signature: 'x' } }), 401, 'wrong-signature');
    assertRefused(await get('/channels', {}, { app: paused }), 403, 'app-paused');
  });
});
