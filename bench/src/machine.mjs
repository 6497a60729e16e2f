// What a figure was measured on, and of what.
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { command } from './command.mjs';
import { pinned } from './processes.mjs';

const GIB = 1024 ** 3;

export function machine() {
  return {
    processor: cpus()[0].model,
    cores: cpus().length,
    pinned,
    memory_gib: Math.round(totalmem() / GIB),
    kernel: `Linux ${release()}`,
    system: systemName(),
    node: process.version,
    load_before: loadavg()[0],
  };
}

function systemName() {
  const file = '/etc/os-release';
  return existsSync(file) ? /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

/** The tree's commit, with `-dirty` when sources differ from it: what was measured has then no name. */
export async function commitOf(root) {
  const head = (await command(['git', '-C', root, 'rev-parse', '--short', 'HEAD'])).trim();
  const changed = await command(['git', '-C', root, 'status', '--porcelain', '--', '.', ':!bench/results', ':!*.md']);
  return changed.trim() ? `${head}-dirty` : head;
}
