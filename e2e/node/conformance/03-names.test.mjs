// Section 3.1: which names are channels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, get, post } from './api.mjs';
import { alive, ask, connect, refused, section, subscribe } from './client.mjs';
import { unique } from './target.mjs';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=@,.;';
const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const others = ['é', 'ß', 'ж', '中', '😀', '\u0301', '\u200b', '\u00a0', '\u2028', 'Ａ', '\ufeff', '\u0080', '²'];
const illegal = [...ascii.filter((character) => !letters.includes(character)), ...others];
const shown = (text) => JSON.stringify(text);
const invalid = { code: null, type: 'InvalidChannel', status: 400 };
const event = (channel) => ({ name: 'n', channel, data: '{}' });

section('3.1 characters of names', () => {
  for (const character of letters) {
    test(`3.1 ${shown(character)} is allowed on the socket and in the HTTP API (R19)`, async (t) => {
      const channel = `${character}${unique('x')}${character}`;
      const socket = await connect(t);
      await subscribe(socket, channel);
      assert.equal((await post('/events', event(channel))).status, 200);
      assert.equal((await socket.next()).channel, channel);
    });
  }

  for (const character of illegal) {
    test(`3.1 ${shown(character)} is refused on the socket and in the HTTP API (R19)`, async (t) => {
      const socket = await connect(t);
      for (const channel of [`a${character}b`, `${character}a`, `private-a${character}`]) {
        ask(socket, channel, { auth: '' });
        const message = await refused(socket, channel, invalid);
        assert.match(message, /^Invalid channel name|server-to-user/);
        assertRefused(await post('/events', event(channel)), 400, 'invalid-channel');
        assertRefused(await get(`/channels/${encodeURIComponent(channel)}`), 400, 'invalid-channel');
      }
      await alive(socket);
    });
  }

  test('3.1 names are case sensitive (R19)', async (t) => {
    const [lower, upper] = [unique('room'), unique('room').toUpperCase()].map((name) => `x${name}`);
    const socket = await connect(t);
    await subscribe(socket, lower);
    await subscribe(socket, lower.toUpperCase());
    await post('/events', event(lower.toUpperCase()));
    await post('/events', event(lower));
    assert.equal((await socket.next()).channel, lower.toUpperCase());
    assert.equal((await socket.next()).channel, lower);
    assert.notEqual(upper, lower);
  });
});

section('3.1 lengths of names', () => {
  const kinds = ['', 'private-', 'private-encrypted-cache-'];
  for (const prefix of kinds) {
    for (const length of [prefix.length + 1, 164, 165, 199, 200]) {
      test(`3.1 a name of ${length} characters, ${prefix || 'public'}, is taken (R19)`, async (t) => {
        // The shortest name is every case's; the others are this one's.
        const channel = length === prefix.length + 1 ? `${prefix}x` : (prefix + unique() + 'x'.repeat(length)).slice(0, length);
        await subscribe(await connect(t), channel);
        assert.equal((await post('/events', event(channel))).status, 200);
        assert.equal((await get(`/channels/${channel}`)).status, 200);
      });
    }

    for (const length of [201, 202, 1000, 10_000]) {
      test(`3.1 a name of ${length} characters, ${prefix || 'public'}, is refused (R19)`, async (t) => {
        const channel = (prefix + 'x'.repeat(length)).slice(0, length);
        const socket = await connect(t);
        ask(socket, channel);
        assert.match(await refused(socket, channel, invalid), new RegExp(`200 characters, this one has ${length}`));
        assertRefused(await post('/events', event(channel)), 400, 'invalid-channel');
      });
    }
  }

  test('3.1 an empty name is refused (R19)', async (t) => {
    const socket = await connect(t);
    ask(socket, '');
    await refused(socket, '', invalid);
    assertRefused(await post('/events', event('')), 400, 'invalid-channel');
  });
});
