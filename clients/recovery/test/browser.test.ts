import { spawn } from 'node:child_process';
import { once as onceOf } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minified } from '../size.mjs';
import { Inbox } from './inbox';
import { comeback, gateway, useGateway } from './scene';

// `./carillon test` sets it, and does not start without one.
const chromium = process.env.CARILLON_CHROMIUM;

const page = (port: number) => `<!doctype html>
<script src="pusher.js"></script>
<script src="recovery.js"></script>
<script>
  CarillonRecovery.recover(Pusher);
  const pusher = new Pusher('key', {
    wsHost: '127.0.0.1', wsPort: ${port}, forceTLS: false, enabledTransports: ['ws'], cluster: '',
  });
  let told = Promise.resolve();
  pusher.subscribe('chat').bind_global((event, data) => {
    told = told.then(() => fetch('/heard', { method: 'POST', body: JSON.stringify([event, data]) }));
  });
</script>`;

describe.skipIf(!chromium).each([
  ['pusher-js 8', 'pusher-js'],
  ['pusher-js 7', 'pusher-js-7'],
])('%s in a browser', (_, stock) => {
  useGateway();
  const heard = new Inbox<string>();
  let site: Server;
  let profile: string;

  beforeAll(async () => {
    const path = createRequire(import.meta.url).resolve(`${stock}/dist/web/pusher.min.js`);
    const scripts = new Map([
      ['/pusher.js', await readFile(path)],
      ['/recovery.js', Buffer.from(await minified('iife'))],
    ]);
    profile = await mkdtemp(join(tmpdir(), 'carillon-recovery-'));
    site = createServer((request, response) => {
      if (request.method === 'POST') {
        request.on('data', (body: Buffer) => {
          heard.add(body.toString());
        });
        request.on('end', () => response.end());
      } else {
        response.setHeader('Content-Type', 'text/html');
        response.end(scripts.get(request.url ?? '') ?? page(gateway.port));
      }
    }).listen(0, '127.0.0.1');
    await onceOf(site, 'listening');
  });

  afterAll(async () => {
    site.closeAllConnections();
    site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it('R58 recovers what was missed', { timeout: 60_000 }, async () => {
    // Given
    const browser = spawn(
      chromium ?? '',
      ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, address()],
      { stdio: 'ignore' },
    );
    try {
      const [link, first] = await comeback();
      link.confirm('chat', { position: 'at' });
      link.event('chat', 'one', 'p1');
      await heard.until((call) => call.includes('one'));
      // When
      link.drop();
      const [second, asked] = await comeback();
      second.confirm('chat', { position: 'p1', recovered: true });
      second.event('chat', 'one', 'p1');
      second.event('chat', 'end', 'p2');
      // Then
      expect(first).toEqual({ channel: 'chat', auth: '' });
      expect(asked).toEqual({ channel: 'chat', auth: '', resume: { position: 'p1', sockets: [link.id] } });
      expect(second.address.searchParams.get('resume')).toBe('1');
      expect(await heard.until((call) => call.includes('end'))).toEqual([
        '["pusher:subscription_succeeded",{}]',
        '["carillon:recovered",{"channel":"chat"}]',
      ]);
    } finally {
      browser.kill();
      await onceOf(browser, 'exit');
    }
  });

  const address = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
});
