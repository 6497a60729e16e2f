// Installs the packages of package-lock.json, and does nothing when what is installed is newer than the lock file.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const changedAt = (path) => statSync(new URL(path, here), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// npm writes this file last, so it is there only after a complete installation.
if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (error) {
    console.error(`npm could not be started: ${error.message}. Install Node 20 or newer with npm.`);
  }
  process.exitCode = status ?? 1;
}
