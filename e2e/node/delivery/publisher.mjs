// A publisher at a steady rate: batches over several connections, retried until they are acknowledged.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { md5, requestSignature } from '../conformance/signing.mjs';
import { app } from './stack.mjs';
import { pause } from './time.mjs';

const BATCH_MAX = 10;
const ANSWER_WITHIN = 10_000;
const RETRY_AFTER = 100;
/** No fault of a run lasts as long. */
const RETRIED_FOR = 120_000;

/** One signed POST. Rejects when there is no whole answer. */
export function post(port, agent, path, body) {
  const text = JSON.stringify(body);
  const target = `/apps/${app.id}${path}`;
  const params = {
    auth_key: app.key,
    auth_timestamp: String(Math.floor(Date.now() / 1000)),
    auth_version: '1.0',
    body_md5: md5(text),
  };
  const query = new URLSearchParams({ ...params, auth_signature: requestSignature(app, 'POST', target, params) });
  return new Promise((resolve, reject) => {
    const options = {
      agent, host: '127.0.0.1', port, method: 'POST', path: `${target}?${query}`, timeout: ANSWER_WITHIN,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) },
    };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_WITHIN} ms`)));
    request.on('error', reject);
    request.end(text);
  });
}

/** Publishes on some channels over one connection, one request after the other: so the order of each is defined. */
class Lane {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(settings, channels) {
    this.settings = settings;
    this.channels = channels;
  }

  async run(rate, going) {
    const start = performance.now();
    for (let sent = 0; going(); ) {
      const due = Math.floor(((performance.now() - start) * rate) / 1000) - sent;
      if (due <= 0) {
        await pause(2);
        continue;
      }
      const dueAt = (index) => performance.timeOrigin + start + (index * 1000) / rate;
      const batch = Array.from({ length: Math.min(due, BATCH_MAX) }, (_, i) => this.#event(sent + i, dueAt(sent + i)));
      sent += batch.length;
      await this.#deliver(batch);
    }
    this.#agent.destroy();
  }

  #event(index, due) {
    const channel = this.channels[index % this.channels.length];
    const n = this.settings.ledgers.get(channel).send();
    return { channel, n, event: { name: 'n', channel, data: this.settings.data(n, due), idempotency_key: randomUUID() } };
  }

  /** Until it is acknowledged, or given up: then nobody knows what became of it. */
  async #deliver(batch) {
    const { counts, random, givesUp = 0, port, ledgers } = this.settings;
    for (const end = Date.now() + RETRIED_FOR; ; ) {
      const answer = await post(port, this.#agent, '/batch_events', { batch: batch.map(({ event }) => event) })
        .catch((failure) => ({ status: 0, text: failure.message }));
      if (answer.status === 200) {
        for (const { channel, n } of batch) ledgers.get(channel).acknowledge(n);
        counts.acknowledged += batch.length;
        return;
      }
      if (answer.status !== 0 && answer.status !== 503) throw new Error(`a trigger was answered ${answer.status}: ${answer.text}`);
      counts[answer.status === 0 ? 'broken' : 'refused']++;
      if (random.chance(givesUp)) {
        counts.unknown += batch.length;
        return;
      }
      if (Date.now() > end) throw new Error(`not acknowledged within ${RETRIED_FOR} ms: ${answer.text}`);
      await pause(RETRY_AFTER);
    }
  }
}

export class Publisher {
  counts = { acknowledged: 0, unknown: 0, broken: 0, refused: 0 };
  #going = true;
  #lanes;
  /** Rejects when a try was answered in a way that no fault explains. */
  failed;

  /**
   * @param settings ledgers by channel, port, random; `data(n, due)` gives the text of an event, `due` in epoch milliseconds; `givesUp` is how often a
   *   try that failed is the last one
   */
  constructor({ connections, rate, ...settings }) {
    const channels = [...settings.ledgers.keys()];
    const lanes = Array.from({ length: connections }, (_, lane) =>
      new Lane({ ...settings, counts: this.counts }, channels.filter((_, i) => i % connections === lane)));
    this.#lanes = Promise.all(lanes.map((lane) => lane.run(rate / connections, () => this.#going)));
    this.failed = new Promise((_, reject) => this.#lanes.catch(reject));
    this.failed.catch(() => {}); // so does stop()
  }

  /** Sends no more, and waits until each try has come to its end. */
  stop() {
    this.#going = false;
    return this.#lanes;
  }
}
