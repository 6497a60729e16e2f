// Section 4: who a member is, who is refused, and who a signed-in connection is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get } from './api.mjs';
import { alive, ask, connect, error, eventually, join, member, refused, section, signIn, subscribe } from './client.mjs';
import { channelAuth } from './signing.mjs';
import { publishUrl, small, subscribeUrl, unique } from './target.mjs';
import { added, removed, told } from './presence.mjs';

const both = [subscribeUrl, publishUrl];

section('4 identities', () => {
  for (const [given, id] of [
    ['"10"', '10'],
    ['10', '10'],
    ['0', '0'],
    ['-1', '-1'],
    ['1.5', '1.5'],
    ['12345678901234567890', '12345678901234567890'],
    ['"ü/ä ?#"', 'ü/ä ?#'],
    ['"__proto__"', '__proto__'],
    ['"constructor"', 'constructor'],
    ['"😀"', '😀'],
    ['" "', ' '],
    ['"\\"quoted\\\\"', '"quoted\\'],
    ['"null"', 'null'],
  ]) {
    test(`4 user_id ${given} is the user ${JSON.stringify(id)}, a string wherever it is told`, async (t) => {
      const channel = unique('presence-');
      const [watcher, socket] = [await connect(t), await connect(t)];
      await join(watcher, channel, 'watcher');
      ask(socket, channel, { channelData: `{"user_id":${given}}` });
      const { presence } = JSON.parse((await socket.next()).data);
      assert.deepEqual([...presence.ids].sort(), [id, 'watcher'].sort());
      assert.deepEqual(Object.keys(presence.hash).sort(), [id, 'watcher'].sort());
      assert.deepEqual(await told(watcher), added(channel, id));
      await eventually(async () => {
        const { json } = await get(`/channels/${channel}/users`);
        assert.deepEqual(json.users.map((user) => user.id).sort(), [id, 'watcher'].sort());
      });
      socket.cut();
      assert.deepEqual(await told(watcher), removed(channel, id));
    });
  }

  test('4 10 and "10" are one user', async (t) => {
    const channel = unique('presence-');
    const [watcher, one, other] = [await connect(t), await connect(t), await connect(t)];
    await join(watcher, channel, 'watcher');
    assert.equal((await join(one, channel, 10)).count, 2);
    assert.equal((await join(other, channel, '10')).count, 2);
    assert.deepEqual(await told(watcher), added(channel, '10'));
    await alive(watcher);
  });

  for (const [what, info, shown] of [
    ['none', undefined, {}],
    ['an object', '{"n":1}', { n: 1 }],
    ['an empty object', '{}', {}],
    ['a string', '"x"', 'x'],
    ['a number', '1', 1],
    ['an array', '[1,[]]', [1, []]],
    ['false', 'false', false],
    ['text beyond ASCII', '{"name":"Zoë 😀"}', { name: 'Zoë 😀' }],
    ['another order and spaces', '{ "b":1, "a":2 }', { b: 1, a: 2 }],
  ]) {
    test(`4 user_info: ${what} is shown as it was signed, and each id has an entry (R112)`, async (t) => {
      const channel = unique('presence-');
      const [watcher, socket] = [await connect(t), await connect(t)];
      await join(watcher, channel, 'watcher');
      const channelData = `{"user_id":"u"${info === undefined ? '' : `,"user_info":${info}`}}`;
      const { presence } = await subscribe(socket, channel, { channelData });
      assert.deepEqual(presence.hash, { watcher: {}, u: shown });
      assert.deepEqual(await told(watcher), added(channel, 'u', shown));
    });
  }

  test('4 user_info null: the id has an entry all the same', async (t) => {
    const { presence } = await subscribe(await connect(t), unique('presence-'), { channelData: '{"user_id":"u","user_info":null}' });
    assert.ok(Object.hasOwn(presence.hash, 'u'));
  });

  test('4 big numbers of user_info keep their digits', async (t) => {
    const socket = await connect(t);
    ask(socket, unique('presence-'), { channelData: '{"user_id":"u","user_info":{"n":12345678901234567890}}' });
    assert.match(JSON.parse(await socket.nextText()).data, /12345678901234567890/);
  });

  test('4 other user_info on a further connection: one of the two is shown, and nobody is told', async (t) => {
    const channel = unique('presence-');
    const [watcher, one, other] = [await connect(t), await connect(t), await connect(t)];
    await join(watcher, channel, 'watcher');
    await join(one, channel, 'u', { n: 1 });
    assert.deepEqual(await told(watcher), added(channel, 'u', { n: 1 }));
    const { hash } = await join(other, channel, 'u', { n: 2 });
    assert.ok([1, 2].includes(hash.u.n));
    await alive(watcher);
  });
});

const wrong = {
  'no channel_data': undefined,
  'an empty string': '',
  'no JSON': 'hello',
  'an array': '[]',
  'a string': '"u"',
  'a number': '1',
  null: 'null',
  'no user_id': '{}',
  'user_id null': '{"user_id":null}',
  'an empty user_id': '{"user_id":""}',
  'user_id an object': '{"user_id":{}}',
  'user_id an array': '{"user_id":["u"]}',
  'user_id true': '{"user_id":true}',
  'a control character': '{"user_id":"a\\u0000b"}',
  'half a character': '{"user_id":"\\ud800"}',
  'two user_ids': '{"user_id":"a","user_id":"b"}',
  'something behind': '{"user_id":"a"}{}',
};

section('4 refusals', () => {
  for (const [what, channelData] of Object.entries(wrong)) {
    test(`4 channel_data: ${what}: both error forms, and nobody joined (R24)`, async (t) => {
      const channel = unique('presence-');
      const [watcher, socket] = [await connect(t), await connect(t)];
      await join(watcher, channel, 'watcher');
      ask(socket, channel, { channelData });
      await refused(socket, channel, { code: null, type: 'InvalidChannelData', status: 400 });
      await alive(socket);
      assert.equal((await join(socket, channel, 'right')).count, 2);
      assert.deepEqual(await told(watcher), added(channel, 'right'));
    });
  }

  test('4 the member above the limit is refused, a further connection of one who is there is not (R26)', async (t) => {
    const channel = unique('presence-');
    const sockets = await Promise.all(Array.from({ length: 100 }, (_, n) => connect(t, { app: small, url: both[n % 2] })));
    await Promise.all(
      sockets.map(
        (socket, n) => (ask(socket, channel, { channelData: member(`u${n}`) }), socket.until(({ event }) => event.endsWith('succeeded'))),
      ),
    );
    for (const url of both) {
      const over = await connect(t, { app: small, url });
      ask(over, channel, { channelData: member('over') });
      await refused(over, channel, { code: null, type: 'LimitReached', status: 4100 });
      await alive(over);
      assert.equal((await join(await connect(t, { app: small, url }), channel, 'u7')).count, 100);
    }
    sockets[99].cut();
    const next = await connect(t, { app: small });
    await eventually(async () => {
      ask(next, channel, { channelData: member('over') });
      assert.equal((await next.next()).event, 'pusher_internal:subscription_succeeded');
    });
  });
});

section('4 signed-in members', () => {
  const twoParts = (socket, channel) => ask(socket, channel, { auth: channelAuth(socket.app, socket.id, channel) });

  test('4 a signed-in connection needs no channel_data: two parts are signed, identity and info are its own (R33)', async (t) => {
    const channel = unique('presence-');
    const [watcher, socket] = [await connect(t), await connect(t)];
    await join(watcher, channel, 'watcher');
    const id = unique('ana');
    await signIn(socket, { id, user_info: { name: 'Ana' } });
    twoParts(socket, channel);
    const { presence } = JSON.parse((await socket.next()).data);
    assert.deepEqual(presence.hash, { watcher: {}, [id]: { name: 'Ana' } });
    assert.deepEqual(await told(watcher), added(channel, id, { name: 'Ana' }));
  });

  test('4 given channel_data wins over the sign-in (R33)', async (t) => {
    const socket = await connect(t);
    await signIn(socket, { id: unique('ana'), user_info: { name: 'Ana' } });
    assert.deepEqual(await join(socket, unique('presence-'), 'other', { n: 1 }), { ids: ['other'], hash: { other: { n: 1 } }, count: 1 });
  });

  test('4 without sign-in two parts are not enough', async (t) => {
    const socket = await connect(t);
    const channel = unique('presence-');
    twoParts(socket, channel);
    await refused(socket, channel, { code: null, type: 'InvalidChannelData', status: 400 });
  });

  test('4 a failed sign-in leaves nobody to join as', async (t) => {
    const socket = await connect(t);
    socket.send({ event: 'pusher:signin', data: { auth: 'raw-key:0', user_data: '{"id":"ana"}' } });
    await error(socket, 4009);
    const channel = unique('presence-');
    twoParts(socket, channel);
    await refused(socket, channel, { code: null, type: 'InvalidChannelData', status: 400 });
  });
});
