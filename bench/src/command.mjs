// Runs a command to its end.
import { spawn } from 'node:child_process';

/** Resolves with what it wrote to standard output; rejects with the end of what it said when it fails. */
export async function command(words, options = {}) {
  const child = spawn(words[0], words.slice(1), { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (written += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${words.join(' ')} failed (${code}): ${(said || written).slice(-2000).trim()}`);
  return written;
}
