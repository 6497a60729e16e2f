// The load tool of bench/load, built here, and what it says.
import { execFileSync, spawn } from 'node:child_process';
import { root } from './stack.mjs';

const home = `${root}bench/load`;

export function build() {
  execFileSync('make', ['-s', '-C', home, 'load'], { stdio: 'inherit' });
}

/** Runs a scenario. @param heard called with each line that it says while it runs @return its result */
export function load(scenario, options, heard = () => {}) {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(`${home}/load`, [scenario, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => {
    const lines = (err + bytes).split('\n');
    err = lines.pop();
    lines.forEach((line) => heard(line));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || code === 1) resolve(JSON.parse(out));
      else reject(new Error(`load ${scenario} ended with ${code}: ${err}`));
    });
  });
}
