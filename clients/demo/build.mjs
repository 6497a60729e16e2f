// Bundles the page into a folder: node build.mjs [folder]. Names carry a hash of the content, so a browser may keep
// every file but index.html for good.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = process.argv[2] ?? join(here, 'target/page');
const assets = join(folder, 'assets');

const bundle = await build({
  absWorkingDir: here,
  entryPoints: { app: 'src/main.tsx' },
  entryNames: '[name]-[hash]',
  outdir: assets,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'linked',
  write: false,
});

const script = nameEndingIn('.js');
const style = nameEndingIn('.css');
const icon = await readFile(join(here, 'src/icon.svg'));
const page = await readFile(join(here, 'src/index.html'), 'utf8');

await mkdir(assets, { recursive: true });
const wanted = new Map(bundle.outputFiles.map((file) => [basename(file.path), file.contents]));
await Promise.all([...wanted].map(([name, contents]) => writeWhenChanged(join(assets, name), contents)));
await writeWhenChanged(join(folder, 'icon.svg'), icon);
await writeWhenChanged(
  join(folder, 'index.html'),
  Buffer.from(page.replace('%SCRIPT%', `/assets/${script}`).replace('%STYLE%', `/assets/${style}`)),
);
const stale = (await readdir(assets)).filter((name) => !wanted.has(name));
await Promise.all(stale.map((name) => rm(join(assets, name))));

function nameEndingIn(extension) {
  const file = bundle.outputFiles.find((output) => output.path.endsWith(extension));
  if (!file) {
    throw new Error(`the bundle has no ${extension} file`);
  }
  return basename(file.path);
}

// An untouched file keeps its time, so that whatever packs the folder sees that nothing changed.
async function writeWhenChanged(path, contents) {
  const before = await readFile(path).catch(() => undefined);
  if (!before?.equals(contents)) {
    await writeFile(path, contents);
  }
}
