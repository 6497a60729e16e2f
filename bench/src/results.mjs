// What was measured, a file for each commit: bench/results/COMMIT.json.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../results/', import.meta.url));

export const fileOf = (commit) => join(directory, `${commit}.json`);

export class Results {
  /** @param file undefined to keep nothing */
  constructor(file, about) {
    this.file = file;
    const kept = file && existsSync(file) ? read(file) : { entries: [] };
    this.content = { ...kept, ...about, entries: kept.entries };
  }

  /** Keeps an entry in place of what was measured before on the same line and server. At once: a run may be cut. */
  add(entry) {
    const others = this.content.entries.filter((each) => each.line !== entry.line || each.server !== entry.server);
    this.content.entries = [...others, entry];
    if (!this.file) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(this.content, null, 1)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}

export const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The file that was written last. */
export function latest() {
  const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) throw new Error('nothing has been measured yet');
  return files.map((name) => join(directory, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}
