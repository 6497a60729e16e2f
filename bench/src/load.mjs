// Runs the load tool, or another program that answers with one JSON object, and reads counters at two moments.
import { createInterface } from 'node:readline';
import { OTHERS, start } from './processes.mjs';

/** No run of the tool takes longer: what has not answered by then is ended, and its line failed. */
export const LONGEST_S = 300;

/** What the tool says when all connections stand, and when the last delivery came in. */
const READY = /^\d+ connections ready/;
const DONE = /^(fanout|channels|connect|reconnect|presence): /;

/**
 * Resolves with `{ answer, before, after }`: the tool's JSON object, what `begin` gave when the connections stood, and
 * what `finish` gave when the load was over. Where the tool does not name these moments they are its start and its end.
 * Rejects when there is no answer, or when what must hold did not.
 */
export async function run(command, { begin, finish = begin, early = true }, env = process.env) {
  if (interrupted) throw new Error('interrupted');
  let before = early ? await begin() : undefined;
  let after;
  const child = start(OTHERS, command, { stdio: ['ignore', 'pipe', 'pipe'], env });
  running.add(child);
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_S * 1000);
  let looking = Promise.resolve();
  const look = (at) => {
    looking = looking.then(at);
    looking.catch(() => {}); // told when the tool has ended
  };
  let said = [];
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (written += text));
  createInterface({ input: child.stderr }).on('line', (line) => {
    said = [...said.slice(-4), line.trim()];
    if (READY.test(line)) look(async () => (before = await begin()));
    if (DONE.test(line)) look(async () => (after = await finish()));
  });
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (...how) => resolve(how));
  });
  clearTimeout(late);
  running.delete(child);
  await looking;
  after ??= await finish();
  if (signal) throw new Error(signal === 'SIGKILL' ? `ended after ${LONGEST_S} s` : `ended by ${signal}`);
  if (!written) throw new Error(`no answer (${code}): ${said.join(' | ')}`);
  const answer = JSON.parse(written);
  if (!answer.ok) throw new NotOk(answer);
  return { answer, before, after };
}

const running = new Set();

let interrupted = false;

/** Ends the runs that are under way, and lets none begin. */
export function interrupt() {
  interrupted = true;
  running.forEach((child) => child.kill('SIGKILL'));
}

/** The tool answered, and what must hold did not. */
export class NotOk extends Error {
  constructor(answer) {
    const wrong = ['lost', 'duplicated', 'misrouted', 'drops', 'conn_fail', 'proto_err']
      .filter((name) => answer[name])
      .map((name) => `${answer[name]} ${name}`);
    const errors = answer.publish?.errors ? [`${answer.publish.errors} publishes failed`] : [];
    const first = answer.first_error ? [answer.first_error] : [];
    super([...wrong, ...errors, ...first].join(', ') || (answer.find_max ? 'no rate was held' : 'not ok'));
    this.answer = answer;
  }
}
