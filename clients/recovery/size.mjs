// The size budget: what the add-on may add to an app's bundle.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export const GZIP_BYTES_MAX = 3072;

/** The minified code, as an app's bundler would put it in. */
export async function minified(format = 'esm') {
  const bundle = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['src/recovery.ts'],
    bundle: true,
    format,
    globalName: format === 'iife' ? 'CarillonRecovery' : undefined,
    target: 'es2020',
    minify: true,
    write: false,
  });
  return bundle.outputFiles[0].contents;
}

export async function gzipBytes(format) {
  return gzipSync(await minified(format), { level: 9 }).length;
}
