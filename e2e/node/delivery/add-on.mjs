// The recovery add-on as it is published, built when its sources are newer; and copies of the stock client to put it on.
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { root } from './stack.mjs';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const home = `${root}clients/recovery`;
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The add-on's function, from its build for Node. */
export async function addOn() {
  const built = `${home}/dist/recovery.cjs`;
  const sources = readdirSync(`${home}/src`).map((name) => `${home}/src/${name}`);
  if (Math.max(...sources.map(changedAt)) > changedAt(built)) {
    await run('node', [`${root}clients/install.mjs`]);
    await run('npm', ['run', 'build', '--silent'], { cwd: home });
  }
  return require(built).recover;
}

/** A copy of pusher-js 8 of its own: what is added to it does not reach the others. */
export function stockClient() {
  delete require.cache[require.resolve('pusher-js')];
  return require('pusher-js');
}
