import { describe, expect, it } from 'vitest';
import {
  type Conversation,
  emptyConversation,
  failed,
  opensHole,
  received,
  sending,
  stored,
  withEarlier,
  withLatest,
} from '../src/chat/conversation';
import type { Message } from '../src/chat/message';

const message = (sequence: number, more: Partial<Message> = {}): Message => ({
  id: `m${sequence}`,
  sequence,
  content: `message ${sequence}`,
  senderId: 'ana',
  senderName: 'Ana',
  createdAt: '2026-11-21T09:00:00Z',
  ...more,
});
const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const sequences = (conversation: Conversation) => conversation.messages.map(({ sequence }) => sequence);
const draft = { clientMessageId: 'c1', content: 'hello', createdAt: '2026-11-21T09:00:00Z' };

describe('R81 what arrives as an event and what is read become one list', () => {
  it('is ordered by sequence and holds each message once, whatever came first', () => {
    // Given
    const events = [message(3), message(2)];
    const page = { messages: messages(1, 3) };
    // When
    const eventsFirst = withLatest(received(emptyConversation, events), page);
    const pageFirst = received(withLatest(emptyConversation, page), events);
    // Then
    expect(sequences(eventsFirst)).toEqual([1, 2, 3]);
    expect(eventsFirst.messages).toEqual(pageFirst.messages);
  });

  it('keeps an event that is newer than the page', () => {
    // Given
    const live = received(emptyConversation, [message(4)]);
    // When
    const merged = withLatest(live, { messages: messages(2, 3), before: 'cursor' });
    // Then
    expect(sequences(merged)).toEqual([2, 3, 4]);
    expect(merged.earlier).toBe('cursor');
  });

  it('keeps older messages, and the way to still older ones, when the new page joins on', () => {
    // Given
    const known = withLatest(emptyConversation, { messages: messages(10, 20), before: 'before 10' });
    // When
    const merged = withLatest(known, { messages: messages(21, 25), before: 'before 21' });
    // Then
    expect(sequences(merged)).toHaveLength(16);
    expect(merged.earlier).toBe('before 10');
  });

  it('lets go of older messages rather than show a hole', () => {
    // Given
    const known = withLatest(emptyConversation, { messages: messages(1, 5) });
    // When
    const merged = withLatest(known, { messages: messages(50, 52), before: 'before 50' });
    // Then
    expect(sequences(merged)).toEqual([50, 51, 52]);
    expect(merged.earlier).toBe('before 50');
  });

  it('adds an earlier page in front', () => {
    // Given
    const known = withLatest(emptyConversation, { messages: messages(3, 4), before: 'before 3' });
    // When
    const merged = withEarlier(known, { messages: messages(1, 2) });
    // Then
    expect(sequences(merged)).toEqual([1, 2, 3, 4]);
    expect(merged.earlier).toBeUndefined();
  });

  it('notices that an event is missing', () => {
    // Given
    const known = received(emptyConversation, messages(1, 3));
    // When
    const holes = [3, 4, 5].map((sequence) => opensHole(known, message(sequence)));
    // Then
    expect(holes).toEqual([false, false, true]);
    expect(opensHole(emptyConversation, message(9))).toBe(false);
  });
});

describe('R134 a message of mine shows once, from the moment it is sent', () => {
  it('is pending until its answer says that it is stored', () => {
    // Given
    const pending = sending(emptyConversation, draft);
    // When
    const done = stored(pending, 'c1', message(1));
    // Then
    expect(pending.outgoing).toMatchObject([{ content: 'hello', state: 'pending' }]);
    expect(done.outgoing).toEqual([]);
    expect(done.messages).toMatchObject([{ sequence: 1, clientMessageId: 'c1' }]);
  });

  it('is matched by its client message id when the event is faster than the answer', () => {
    // Given
    const pending = sending(emptyConversation, draft);
    // When
    const byEvent = received(pending, [message(1, { clientMessageId: 'c1' })]);
    const byBoth = stored(byEvent, 'c1', message(1));
    // Then
    expect(byEvent.outgoing).toEqual([]);
    expect(byBoth.messages).toHaveLength(1);
  });

  it('keeps what the answer told when the event tells less', () => {
    // Given
    const done = stored(sending(emptyConversation, draft), 'c1', message(1));
    // When
    const repeated = received(done, [message(1)]);
    // Then
    expect(repeated.messages).toMatchObject([{ clientMessageId: 'c1' }]);
  });

  it('waits for the person when it failed, and is one message when tried again', () => {
    // Given
    const broken = failed(sending(emptyConversation, draft), 'c1', 'The chat cannot be reached right now.');
    // When
    const again = sending(broken, draft);
    // Then
    expect(broken.outgoing).toMatchObject([
      { state: 'failed', problem: 'The chat cannot be reached right now.' },
    ]);
    expect(again.outgoing).toMatchObject([{ state: 'pending' }]);
    expect(again.outgoing).toHaveLength(1);
  });
});
