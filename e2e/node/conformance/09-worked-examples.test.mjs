// Section 9.1: the page's worked examples, signed by this suite and by the libraries, and sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Pusher from 'pusher';
import Pusher4 from 'pusher-4';
import { assertRefused, call, encoded, send } from './api.mjs';
import { section } from './client.mjs';
import { md5, requestSignature, requestText } from './signing.mjs';
import { worked } from './target.mjs';

const AT = 1353088179;
const examples = [
  {
    method: 'POST',
    path: '/apps/3/events',
    body: '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}',
    bodyMd5: 'ec365a775a4cd0599faeb73354201b6f',
    signature: 'da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c',
  },
  {
    method: 'GET',
    path: '/apps/3/channels',
    params: { filter_by_prefix: 'presence-', info: 'user_count' },
    signature: '16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291',
  },
  {
    method: 'POST',
    path: '/apps/3/users/u-1/terminate_connections',
    body: '{}',
    bodyMd5: '99914b932bd37a50b983c5e7c90ae93b',
    signature: '7c997da6925b3a3f458062d931c8c6a6a312be47e26f975d96c44c3cf9739747',
  },
];

section('9.1 worked examples', () => {
  for (const { method, path, params = {}, body, bodyMd5, signature } of examples) {
    const all = {
      auth_key: worked.key,
      auth_timestamp: String(AT),
      auth_version: '1.0',
      ...params,
      ...(body ? { body_md5: bodyMd5 } : {}),
    };

    test(`9.1 ${method} ${path}: this suite signs as the page (R40)`, () => {
      if (body) assert.equal(md5(body), bodyMd5);
      assert.equal(requestSignature(worked, method, path, all), signature);
    });

    for (const [name, Library] of [
      ['pusher 5', Pusher],
      ['pusher 4', Pusher4],
    ]) {
      test(`9.1 ${method} ${path}: ${name} signs as the page (R2)`, () => {
        const before = Date.now;
        Date.now = () => AT * 1000; // nothing waits in this test
        try {
          const server = new Library({ appId: '3', key: worked.key, secret: worked.secret });
          const query = new URLSearchParams(server.createSignedQueryString({ method, path, params, body }));
          assert.equal(query.get('auth_signature'), signature);
          assert.equal(query.get('body_md5'), bodyMd5 ?? null);
        } finally {
          Date.now = before;
        }
      });
    }

    test(`9.1 ${method} ${path}: as the page sent it, it is refused for its time alone (R40)`, async () => {
      const answer = await send({ method, target: `${path}?${encoded({ ...all, auth_signature: signature })}`, body });
      assert.match(
        assertRefused(answer, 401, 'stale-timestamp'),
        /^Timestamp expired: Given timestamp \(2012-11-16T17:49:39Z\) not within 600s of server time/,
      );
    });

    test(`9.1 ${method} ${path}: signed for now, it is done (R40)`, async () => {
      const answer = await call({ app: worked, method, path: path.slice('/apps/3'.length), params, body });
      assert.equal(answer.status, 200, answer.text);
    });
  }

  test('9.1 the text that is signed is the page’s', () => {
    const text = requestText('GET', '/apps/3/channels', {
      auth_key: worked.key,
      auth_timestamp: String(AT),
      auth_version: '1.0',
      filter_by_prefix: 'presence-',
      info: 'user_count',
    });
    const query = `auth_key=${worked.key}&auth_timestamp=${AT}&auth_version=1.0&filter_by_prefix=presence-&info=user_count`;
    assert.equal(text, `GET\n/apps/3/channels\n${query}`);
  });
});
