// The migration page as it stands: each framework's variables and code, run with the stock libraries over TLS.
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import Echo from 'laravel-echo';
import PusherServer from 'pusher';
import PusherJs from 'pusher-js';
import { once, subscribed } from './stack.mjs';

const port = process.env.CARILLON_TLS_PORTS.split(',')[1];
const page = await readFile(new URL('../../docs/migration.md', import.meta.url), 'utf8');

const lookup = dns.lookup;
dns.lookup = (host, ...rest) => lookup(host.endsWith('.carillon.test') ? '127.0.0.1' : host, ...rest);
const open = [];
after(() => {
  dns.lookup = lookup;
  open.forEach((connection) => connection.disconnect());
});

/** The page's example names become those of the stack under test. */
const here = (text) =>
  text
    .replaceAll('rt.example.com/', `rt.carillon.test:${port}/`)
    .replaceAll('rt.example.com', 'rt.carillon.test')
    .replace(/\b443\b/g, port);

const blocks = (text, kind) => [...text.matchAll(new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => here(code));

const variables = (text) => Object.fromEntries(text.trim().split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));

/** What Nuxt makes of the environment. */
const runtimeConfig = (env) => () => ({
  pusherAppId: env.NUXT_PUSHER_APP_ID,
  pusherSecret: env.NUXT_PUSHER_SECRET,
  public: { pusherKey: env.NUXT_PUBLIC_PUSHER_KEY, pusherCluster: env.NUXT_PUBLIC_PUSHER_CLUSTER },
});

/** Runs a module's text with an environment and gives what it exports under that name. */
function run(code, exported, Pusher, env) {
  const body = code.replace(/^import .*$/gm, '').replace('export const', 'const').replaceAll('import.meta.env', 'process.env');
  return new Function('Pusher', 'Echo', 'process', 'useRuntimeConfig', `${body}; return ${exported};`)(
    Pusher, Echo, { env }, runtimeConfig(env),
  );
}

async function works(browser, server, browserEnv, serverEnv) {
  const client = run(browser, 'pusher', PusherJs, browserEnv);
  open.push(client);
  assert.equal(client.config.useTLS, true);
  const name = `migration-${Math.random().toString(36).slice(2)}`;
  const failed = new Promise((_, reject) =>
    client.connection.bind('error', (error) => reject(new Error(inspect(error, { depth: 5 })))),
  );
  const { channel } = await Promise.race([subscribed(client, name), failed]);
  const received = once(channel, 'greeting');
  await run(server, 'server', PusherServer, serverEnv).trigger(name, 'greeting', { text: 'grüß' });
  assert.deepEqual(await received, { text: 'grüß' });
}

const rows = [...page.matchAll(/^\| \[(.+?)\]\(#.+?\) \| (.+?) \| (.+?) \|$/gm)].map(([, name, browser, server]) => ({
  name,
  browser: [...browser.matchAll(/`(.+?)`/g)].map(([, each]) => each),
  server: [...server.matchAll(/`(.+?)`/g)].map(([, each]) => each),
}));

test('R4 the page has a row for each section and a section for each row', () => {
  const sections = [...page.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
  assert.ok(rows.length >= 5);
  assert.deepEqual(rows.map((row) => row.name), sections);
});

for (const row of rows) {
  test(`R1 R3 R4 R8 ${row.name}: the cluster value alone, over TLS`, async () => {
    const section = page.split(`\n### ${row.name}\n`)[1].split(/\n##+ /)[0];
    const env = variables(blocks(section, 'sh')[0]);
    assert.deepEqual(Object.keys(env).sort(), [...row.browser, ...row.server].sort());
    const visible = Object.fromEntries(row.browser.map((name) => [name, env[name]]));
    await works(blocks(section, 'js browser')[0], blocks(section, 'js server')[0], visible, env);
  });
}

test('R4 R8 the options of both libraries, over TLS', async () => {
  const section = page.split('\n## Which variable')[0];
  await works(blocks(section, 'js browser')[0], blocks(section, 'js server')[0], {}, {});
});
