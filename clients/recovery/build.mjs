// Builds the package into dist/: a module for bundlers, CommonJS for Node, a script for pages without a bundler, and
// the types. Fails when the code is larger than promised.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { GZIP_BYTES_MAX, gzipBytes, minified } from './size.mjs';

process.chdir(import.meta.dirname);

const bytes = await gzipBytes('iife');
if (bytes > GZIP_BYTES_MAX) {
  throw new Error(`the add-on has ${bytes} bytes gzipped; ${GZIP_BYTES_MAX} are promised`);
}

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
const common = { entryPoints: ['src/recovery.ts'], bundle: true, target: 'es2020' };
await build({ ...common, format: 'esm', outfile: 'dist/recovery.js' });
await build({ ...common, format: 'cjs', outfile: 'dist/recovery.cjs' });
await writeFile('dist/recovery.min.js', await minified('iife'));

const types = spawnSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (types.status !== 0) {
  throw new Error('the types could not be built');
}
// The same types for those who `require` the package.
for (const name of await readdir('dist')) {
  if (name.endsWith('.d.ts')) {
    const text = await readFile(`dist/${name}`, 'utf8');
    await writeFile(
      `dist/${name.replace('.d.ts', '.d.cts')}`,
      text.replaceAll(/(from '\.\/\w+)\.js'/g, "$1.cjs'"),
    );
  }
}
await cp('../../LICENSE', 'dist/LICENSE');
console.log(`@carillon/recovery: ${bytes} bytes gzipped, of ${GZIP_BYTES_MAX}`);
