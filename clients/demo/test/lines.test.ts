import { describe, expect, it } from 'vitest';
import { emptyConversation, received, sending, stored } from '../src/chat/conversation';
import { linesOf } from '../src/chat/lines';
import { initialsOf } from '../src/view/initials';

const me = { id: 'me', name: 'Me' };
const message = (sequence: number, senderId: string, createdAt: string) => ({
  id: `m${sequence}`,
  sequence,
  content: 'x',
  senderId,
  senderName: senderId,
  createdAt,
});

describe('the lines of a conversation', () => {
  it('say the name once for what one person says in a row, and a day where it begins', () => {
    // Given
    const conversation = received(emptyConversation, [
      message(1, 'ana', '2026-11-20T12:00:00'),
      message(2, 'ana', '2026-11-20T12:01:00'),
      message(3, 'bo', '2026-11-20T12:02:00'),
      message(4, 'bo', '2026-11-20T12:30:00'),
      message(5, 'bo', '2026-11-21T12:30:00'),
    ]);
    // When
    const lines = linesOf(conversation, me);
    // Then
    expect(lines.map((line) => (line.kind === 'day' ? 'day' : line.continues))).toEqual([
      'day',
      false,
      true,
      false,
      false,
      'day',
      false,
    ]);
  });

  it('keep their place when a message becomes stored', () => {
    // Given
    const draft = { clientMessageId: 'c1', content: 'x', createdAt: '2026-11-20T12:00:00' };
    const pending = sending(emptyConversation, draft);
    // When
    const done = stored(pending, 'c1', message(1, 'me', '2026-11-20T12:00:01'));
    // Then
    const keys = [pending, done].map((conversation) => linesOf(conversation, me).map(({ key }) => key));
    expect(keys[0]).toEqual(keys[1]);
    expect(linesOf(pending, me).at(-1)).toMatchObject({ state: 'pending', senderId: 'me' });
  });

  it('know initials', () => {
    expect(['Ana Silva', 'ana', 'ana.silva', 'J R R Tolkien', 'Øyvind', ''].map(initialsOf)).toEqual([
      'AS',
      'AN',
      'AS',
      'JT',
      'ØY',
      '?',
    ]);
  });
});
