// The HTTP API as bare requests: a case can send what no library would.
import assert from 'node:assert/strict';
import http from 'node:http';
import { md5, requestSignature } from './signing.mjs';
import { publishUrl, raw } from './target.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 32, timeout: 20_000 });

export const now = () => Math.floor(Date.now() / 1000);

/** The parameters that authenticate a request, signature included; `given` replaces or, when undefined, removes some. */
export function signedParams(app, method, path, params = {}, body = '', given = {}) {
  const all = { auth_key: app.key, auth_timestamp: String(now()), auth_version: '1.0', ...params };
  if (body.length > 0) all.body_md5 = md5(body);
  Object.assign(all, given);
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  return { auth_signature: requestSignature(app, method, path, all), ...all, ...pick(given, 'auth_signature') };
}

const pick = (from, name) => (name in from ? { [name]: from[name] } : {});

export const encoded = (params) =>
  Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** Sends a request as it is. Gives status, headers, text, and the JSON where it is some. */
export function send({ method = 'GET', target, body, headers = {}, url = publishUrl }) {
  // Node itself does not say how long the body of a DELETE is.
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        method,
        path: target,
        headers: { 'Content-Type': 'application/json', ...length, ...headers },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode, headers: response.headers, text, json: parsed(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One signed request. `path` stands behind `/apps/ID`; `given` changes what signs it. */
export function call({ app = raw, method = 'GET', path, params, body, given, url, appId = app.id }) {
  const text = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? (body ?? '') : JSON.stringify(body);
  const whole = `/apps/${appId}${path}`;
  const query = encoded(signedParams(app, method, whole, params, text, given));
  return send({ method, target: `${whole}?${query}`, body: text.length > 0 ? text : undefined, url });
}

export const get = (path, params, more) => call({ path, params, ...more });

export const post = (path, body, more) => call({ method: 'POST', path, body, ...more });

/** Publishes one event; gives the answer's JSON. */
export async function publish(channel, name, data, { app, url, ...more } = {}) {
  const body = { name, data, ...(Array.isArray(channel) ? { channels: channel } : { channel }), ...more };
  const answer = await post('/events', body, { app, url });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

/** An answer that refuses: the status, and a body that programs and people can read. Gives its sentence. */
export function assertRefused(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers['content-type'] ?? 'none', /^application\/json/, `${JSON.stringify(answer.headers)} ${answer.text}`);
  assert.deepEqual(Object.keys(answer.json).sort(), ['code', 'error', 'requestId', 'status']);
  assert.equal(answer.json.status, status);
  assert.equal(answer.headers['x-request-id'], answer.json.requestId);
  if (code !== undefined) assert.equal(answer.json.code, code);
  assert.notEqual(answer.json.error, '');
  return answer.json.error;
}
