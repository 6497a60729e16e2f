// Frames of section 4 as cases look at them.
import assert from 'node:assert/strict';

export const added = (channel, userId, info = {}) => ({
  event: 'pusher_internal:member_added',
  channel,
  data: { user_id: userId, user_info: info },
});

export const removed = (channel, userId) => ({ event: 'pusher_internal:member_removed', channel, data: { user_id: userId } });

/** The next frame, its data read. */
export const told = async (socket) => {
  const frame = await socket.next();
  assert.equal(typeof frame.data, 'string');
  return { ...frame, data: JSON.parse(frame.data) };
};
