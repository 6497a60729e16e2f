// Section 3.5: the stock client asks an application's own endpoint; only the signature reaches the gateway.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { client, once, server, signedIn, subscribed } from '../stack.mjs';
import { section } from './client.mjs';
import { unique } from './target.mjs';

/** An application that signs what it is asked for, and remembers what it was asked. */
async function application(t, answer) {
  const asked = [];
  const application = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      asked.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Object.fromEntries(new URLSearchParams(text)),
      });
      const { status = 200, body } = answer(asked.at(-1));
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise((resolve) => application.listen(0, '127.0.0.1', resolve));
  t.after(() => application.close());
  return { asked, address: `http://127.0.0.1:${application.address().port}` };
}

const start = (t, major, options) => {
  // The default of these tests signs by itself; here the library's own way is the subject.
  const connection = client(1, { major, authorizer: undefined, ...options });
  t.after(() => connection.disconnect());
  return connection;
};

for (const major of [8, 7]) {
  section(`3.5 pusher-js ${major}`, () => {
    const grant = ({ body }) => ({
      body: server().authorizeChannel(
        body.socket_id,
        body.channel_name,
        body.channel_name.startsWith('presence-') ? { user_id: 'ana', user_info: { n: 1 } } : undefined,
      ),
    });

    for (const prefix of ['private-', 'presence-', 'private-cache-']) {
      test(`3.5 ${prefix}: a form with socket_id, channel_name, own parameters and headers (R23)`, async (t) => {
        const { asked, address } = await application(t, grant);
        const connection = start(t, major, {
          channelAuthorization: {
            transport: 'ajax',
            endpoint: `${address}/pusher/auth`,
            params: { room: 'x' },
            headers: { 'X-Token': 't' },
          },
        });
        const channel = unique(prefix);
        await subscribed(connection, channel);
        const [{ method, url, headers, body }] = asked;
        assert.equal(`${method} ${url}`, 'POST /pusher/auth');
        assert.match(headers['content-type'], /^application\/x-www-form-urlencoded/);
        assert.equal(headers['x-token'], 't');
        assert.deepEqual(body, { socket_id: connection.connection.socket_id, channel_name: channel, room: 'x' });
      });
    }

    for (const [what, answer, status] of [
      ['403', { status: 403, body: 'no' }, 403],
      ['500', { status: 500, body: 'broken' }, 500],
      ['200 without JSON', { body: 'hello' }, 200],
    ]) {
      test(`3.5 ${what}: pusher:subscription_error on that channel only, made by the client itself (R24)`, async (t) => {
        const { address } = await application(t, ({ body }) => (body.channel_name.includes('bad') ? answer : grant({ body })));
        const connection = start(t, major, { channelAuthorization: { transport: 'ajax', endpoint: address } });
        const channel = connection.subscribe(unique('private-bad'));
        const failed = await once(channel, 'pusher:subscription_error');
        assert.deepEqual({ type: failed.type, status: failed.status }, { type: 'AuthError', status });
        await subscribed(connection, unique('private-good'));
        assert.equal(connection.connection.state, 'connected');
      });
    }

    test('3.5 a wrong signature of the application: pusher:subscription_error from the gateway (R24)', async (t) => {
      const { address } = await application(t, () => ({ body: { auth: 'app-key:0123' } }));
      const connection = start(t, major, { channelAuthorization: { transport: 'ajax', endpoint: address } });
      const channel = connection.subscribe(unique('private-'));
      const { type, status, error } = await once(channel, 'pusher:subscription_error');
      assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
      assert.match(error, /^Invalid signature/);
      assert.equal(connection.connection.state, 'connected');
    });

    test('3.5 the user endpoint gets the socket_id alone, and its answer signs in (R33)', async (t) => {
      const { asked, address } = await application(t, ({ body }) => ({ body: server().authenticateUser(body.socket_id, { id: 'ana' }) }));
      const connection = start(t, major, { userAuthentication: { transport: 'ajax', endpoint: `${address}/pusher/user-auth` } });
      const user = await signedIn(connection);
      assert.equal(user.user_data.id, 'ana');
      assert.deepEqual(asked[0].body, { socket_id: connection.connection.socket_id });
    });
  });
}
