import type { Message, Page } from './message';

/** A message that is not known to be stored. A failed one waits for the person to try again. */
export interface Outgoing {
  readonly clientMessageId: string;
  readonly content: string;
  readonly createdAt: string;
  readonly state: 'pending' | 'failed';
  readonly problem?: string;
}

/**
 * What one person sees of a conversation. `messages` is ordered by sequence and holds each once; `earlier` leads to
 * what is before the first of them. Every function here gives the same end for the same messages in any order.
 */
export interface Conversation {
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  readonly earlier: string | undefined;
}

export const emptyConversation: Conversation = { messages: [], outgoing: [], earlier: undefined };

/** Messages arrived, as events or as answers. */
export function received(conversation: Conversation, arrived: readonly Message[]): Conversation {
  const bySequence = new Map(conversation.messages.map((message) => [message.sequence, message]));
  for (const message of arrived) {
    bySequence.set(message.sequence, { ...bySequence.get(message.sequence), ...message });
  }
  const stored = new Set(arrived.map((message) => message.clientMessageId));
  return {
    ...conversation,
    messages: [...bySequence.values()].sort((one, other) => one.sequence - other.sequence),
    outgoing: conversation.outgoing.filter((message) => !stored.has(message.clientMessageId)),
  };
}

/**
 * The latest page was read. What is older stays when it joins on; otherwise it goes, and can be shown again from
 * the page's own cursor, so that no message is ever missing in the middle.
 */
export function withLatest(conversation: Conversation, page: Page): Conversation {
  const first = page.messages[0]?.sequence;
  if (first === undefined) {
    return conversation;
  }
  const older = conversation.messages.filter((message) => message.sequence < first);
  const joins = older.length > 0 && older.at(-1)?.sequence === first - 1;
  const kept = joins ? conversation : { ...conversation, messages: newerThan(conversation, first - 1) };
  return { ...received(kept, page.messages), earlier: joins ? conversation.earlier : page.before };
}

export function withEarlier(conversation: Conversation, page: Page): Conversation {
  return { ...received(conversation, page.messages), earlier: page.before };
}

/** True when a message is missing right before this one, which a lost event would leave behind. */
export function opensHole(conversation: Conversation, message: Message): boolean {
  const newest = conversation.messages.at(-1)?.sequence;
  return newest !== undefined && message.sequence > newest + 1;
}

export function sending(
  conversation: Conversation,
  draft: { clientMessageId: string; content: string; createdAt: string },
): Conversation {
  const others = conversation.outgoing.filter((one) => one.clientMessageId !== draft.clientMessageId);
  return { ...conversation, outgoing: [...others, { ...draft, state: 'pending' }] };
}

export function failed(conversation: Conversation, clientMessageId: string, problem: string): Conversation {
  return {
    ...conversation,
    outgoing: conversation.outgoing.map((one) =>
      one.clientMessageId === clientMessageId ? { ...one, state: 'failed', problem } : one,
    ),
  };
}

/** The answer to a send says which stored message it became, also where the event does not. */
export function stored(conversation: Conversation, clientMessageId: string, message: Message): Conversation {
  return received(conversation, [{ ...message, clientMessageId }]);
}

function newerThan(conversation: Conversation, sequence: number): readonly Message[] {
  return conversation.messages.filter((message) => message.sequence > sequence);
}
