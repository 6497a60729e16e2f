// Section 5: what clients may not send to each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publish } from './api.mjs';
import { alive, clientEvent, connect, error, member, published, section, signIn, subscribe, unsubscribe } from './client.mjs';
import { plain, unique } from './target.mjs';
import { isPresence, pair, taking } from './pair.mjs';

section('5 refusals', () => {
  for (const prefix of ['', 'cache-']) {
    test(`5 ${prefix || 'public'} channels take none: told so, and nobody gets it (R27)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, prefix);
      clientEvent(sender, channel, 'client-x', '1');
      await error(sender, null);
      await publish(channel, 'n', '2');
      for (const socket of [sender, receiver]) assert.equal((await socket.next()).data, '2');
    });
  }

  for (const prefix of taking) {
    test(`5 ${prefix}: without a subscription, in the observed words, and nobody gets it (R27)`, async (t) => {
      const { channel, receiver } = await pair(t, prefix);
      const stranger = await connect(t);
      clientEvent(stranger, channel, 'client-x', '1');
      assert.equal(await error(stranger, null), `Cannot broadcast client event (connection not subscribed to channel ${channel})`);
      await published(t, channel, 'n', '2', { how: isPresence(prefix) ? { channelData: member('sender') } : {} });
      assert.equal((await receiver.next()).data, '2');
    });
  }

  test('5 after leaving the channel (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    unsubscribe(sender, channel);
    clientEvent(sender, channel, 'client-x', '1');
    assert.match(await error(sender, null), /^Cannot broadcast client event/);
    await publish(channel, 'n', '2');
    assert.equal((await receiver.next()).data, '2');
  });

  test('5 server-to-user channels take none (R27)', async (t) => {
    const id = unique('ana');
    const [one, other] = [await connect(t), await connect(t)];
    for (const socket of [one, other]) {
      await signIn(socket, { id });
      await subscribe(socket, `#server-to-user-${id}`);
    }
    clientEvent(one, `#server-to-user-${id}`, 'client-x', '1');
    await error(one, null);
    await publish(`#server-to-user-${id}`, 'n', '2');
    assert.equal((await other.next()).data, '2');
  });

  test('5 switched off: in the observed words, and nobody gets it (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-', { app: plain });
    clientEvent(sender, channel, 'client-x', '1');
    const expected = 'To send client events, you must enable this feature in the Settings page of your dashboard.';
    assert.equal(await error(sender, null), expected);
    await publish(channel, 'n', '2', { app: plain });
    assert.equal((await receiver.next()).data, '2');
  });

  for (const name of ['x', 'Client-x', 'clientx', ' client-x', 'pusher:client-x', 'server-client-x']) {
    test(`5 ${JSON.stringify(name)} is no client event: nobody gets it (R27)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, 'private-');
      clientEvent(sender, channel, name, '1');
      await error(sender, null);
      await publish(channel, 'n', '2');
      assert.equal((await receiver.next()).data, '2');
    });
  }

  for (const channel of [undefined, null, 1, true, [], {}]) {
    test(`5 channel ${JSON.stringify(channel)}: an error with code null, and the connection stays`, async (t) => {
      const socket = await connect(t);
      socket.send({ event: 'client-x', channel, data: {} });
      await error(socket, null);
      await alive(socket);
    });
  }

  test('5 a name of 201 characters is refused (R27)', async (t) => {
    const { channel, sender, receiver } = await pair(t, 'private-');
    clientEvent(sender, channel, `client-${'x'.repeat(194)}`, '1');
    await error(sender, null);
    await publish(channel, 'n', '2');
    assert.equal((await receiver.next()).data, '2');
  });

  for (const [what, data, bytes] of [
    ['10240 bytes', 'x'.repeat(10_240), 10_240],
    ['10241 bytes', 'x'.repeat(10_241), 10_241],
    ['10240 bytes of two-byte characters', 'é'.repeat(5_120), 10_240],
    ['10242 bytes of two-byte characters', 'é'.repeat(5_121), 10_242],
  ]) {
    test(`5 data of ${what} is ${bytes > 10_240 ? 'refused' : 'passed on'} (R41)`, async (t) => {
      const { channel, sender, receiver } = await pair(t, 'private-');
      clientEvent(sender, channel, 'client-x', data);
      if (bytes > 10_240) {
        assert.match(await error(sender, null), /10240/);
        await publish(channel, 'n', '2');
        assert.equal((await receiver.next()).data, '2');
      } else {
        assert.equal((await receiver.next()).data, data);
      }
    });
  }
});
