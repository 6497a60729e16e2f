// What a process takes of the machine, as Linux tells, and what of its heap is in use.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OUTPUT_BYTES_MAX = 1 << 26;
const KB_PER_MB = 1024;

const status = (pid, field) =>
  Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+)`, 'm'))[1]);

export const rssMb = (pid) => status(pid, 'VmRSS') / KB_PER_MB;

export const gauges = (pid) => ({
  rssMb: rssMb(pid),
  handles: readdirSync(`/proc/${pid}/fd`).length,
  threads: status(pid, 'Threads'),
});

/** The heap that is in use after a full collection, which this brings about; by the process' own JDK. */
export async function liveHeapMb(pid) {
  const jcmd = `${dirname(readlinkSync(`/proc/${pid}/exe`))}/jcmd`;
  const { stdout } = await run(jcmd, [String(pid), 'GC.class_histogram'], { maxBuffer: OUTPUT_BYTES_MAX });
  return Number(stdout.match(/^Total\s+\d+\s+(\d+)/m)[1]) / 2 ** 20;
}
