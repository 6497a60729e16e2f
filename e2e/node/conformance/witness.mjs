// A subscriber that shows whether anything was delivered.
import assert from 'node:assert/strict';
import { publish } from './api.mjs';
import { connect, subscribe } from './client.mjs';
import { unique } from './target.mjs';

export async function witness(t, channel = unique('x')) {
  const socket = await connect(t);
  await subscribe(socket, channel);
  return {
    channel,
    socket,
    async heardNothing() {
      await publish(channel, 'mark', '1');
      assert.deepEqual(await socket.next(), { event: 'mark', channel, data: '1' });
    },
  };
}

/** The body of an event that is right. */
export const valid = (channel) => ({ name: 'n', data: '1', channel });
