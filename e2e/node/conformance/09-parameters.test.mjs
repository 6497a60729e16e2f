// Section 9.1: how parameters are read and signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, encoded, now, post, send, signedParams } from './api.mjs';
import { section } from './client.mjs';
import { md5, requestSignature } from './signing.mjs';
import { raw, unique } from './target.mjs';

const event = () => JSON.stringify({ name: 'n', channel: unique('x'), data: '' });

section('9.1 parameters', () => {
  const path = `/apps/${raw.id}/channels`;
  const ask = (query) => send({ target: `${path}?${query}` });
  const signed = (params, given) => signedParams(raw, 'GET', path, params, '', given);

  for (const [what, write] of [
    ['percent-encoded, as most libraries do', encodeURIComponent],
    ['unencoded, as the Node library does', (value) => value],
  ]) {
    test(`9.1 values ${what}, verify (R40)`, async () => {
      const params = signed({ info: 'subscription_count,user_count', filter_by_prefix: 'presence-a,b;c=d@e' });
      const answer = await ask(
        Object.entries(params)
          .map(([name, value]) => `${name}=${write(value)}`)
          .join('&'),
      );
      assert.equal(answer.status, 200, answer.text);
    });
  }

  test('9.1 values with spaces, plus, percent and text beyond ASCII verify (R40)', async () => {
    const params = signed({ filter_by_prefix: 'a b+c%d&e=f/ü😀' });
    assert.deepEqual((await ask(encoded(params))).json, { channels: {} });
  });

  test('9.1 parameters are sorted for the signature, in whatever order they come (R40)', async () => {
    const entries = Object.entries(signed({ info: 'subscription_count', filter_by_prefix: 'x' }));
    for (const order of [entries, [...entries].reverse(), [...entries].sort()]) {
      const answer = await ask(encoded(Object.fromEntries(order)));
      assert.equal(answer.status, 200, answer.text);
    }
  });

  test('9.1 names are signed in lower case (R40)', async () => {
    const params = { auth_key: raw.key, auth_timestamp: String(now()), auth_version: '1.0', filter_by_prefix: 'x' };
    const signature = requestSignature(raw, 'GET', path, params);
    const upper = {
      Auth_Key: raw.key,
      AUTH_TIMESTAMP: params.auth_timestamp,
      Auth_Version: '1.0',
      Filter_By_Prefix: 'x',
      Auth_Signature: signature,
    };
    assert.equal((await ask(encoded(upper))).status, 200);
  });

  test('9.1 unknown parameters are signed too, and otherwise ignored (R40)', async () => {
    assert.equal((await ask(encoded(signed({ colour: 'blue' })))).status, 200);
    assertRefused(await ask(`${encoded(signed({}))}&colour=blue`), 401, 'wrong-signature');
  });

  test('9.1 an empty value is signed as one (R40)', async () => {
    assert.equal((await ask(encoded(signed({ filter_by_prefix: '' })))).status, 200);
  });

  test('9.1 the values of an array parameter are joined by commas (R40)', async () => {
    const params = signed({ 'info[]': 'a,b' });
    const others = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'info[]'));
    assert.equal((await ask(`${encoded(others)}&info%5B%5D=a&info%5B%5D=b`)).status, 200);
  });

  test('9.1 no parameter can be smuggled in twice (R40)', async () => {
    const query = encoded(signed({ filter_by_prefix: 'x' }));
    assertRefused(await ask(`${query}&filter_by_prefix=y`), 401, 'wrong-signature');
    assert.ok([400, 401].includes((await ask(`${query}&Filter_By_Prefix=y`)).status));
  });

  test('9.1 a GET without a body needs no body_md5, and one of the empty body is right (R40)', async () => {
    assert.equal((await ask(encoded(signed({})))).status, 200);
    assert.equal((await ask(encoded(signed({}, { body_md5: md5('') })))).status, 200);
    assertRefused(await ask(encoded(signed({}, { body_md5: md5('x') }))), 401, 'wrong-body-md5');
  });

  test('9.1 the MD5 may be in upper case (R40)', async () => {
    const body = event();
    assert.equal((await post('/events', body, { given: { body_md5: md5(body).toUpperCase() } })).status, 200);
  });

  for (const prefix of ['/p', '/a/b', '/p.pusher.com:443']) {
    test(`9.1 the path prefix ${prefix} is not signed, as with the libraries (R3)`, async () => {
      const body = event();
      const query = encoded(signedParams(raw, 'POST', `/apps/${raw.id}/events`, {}, body));
      const answer = await send({ method: 'POST', target: `${prefix}/apps/${raw.id}/events?${query}`, body });
      assert.equal(answer.status, 200, answer.text);
    });
  }
});
