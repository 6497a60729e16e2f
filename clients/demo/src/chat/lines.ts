import type { Conversation, Outgoing } from './conversation';
import type { Message } from './message';

const TOGETHER_MS = 5 * 60_000;

/** One line of the message list, in drawing order. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: Date }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly id: string | undefined;
      readonly content: string;
      readonly senderId: string;
      readonly senderName: string;
      readonly at: Date;
      /** Follows on what the same person just said, so the name need not be said again. */
      readonly continues: boolean;
      readonly state: 'stored' | Outgoing['state'];
      readonly problem: string | undefined;
    };

export function linesOf(conversation: Conversation, me: { id: string; name: string }): readonly Line[] {
  const lines: Line[] = [];
  for (const message of [...conversation.messages, ...conversation.outgoing]) {
    const at = new Date(message.createdAt);
    const last = lines.at(-1);
    if (last?.at.toDateString() !== at.toDateString()) {
      lines.push({ kind: 'day', key: `day ${at.toDateString()} ${lines.length}`, at });
    }
    const said = isStored(message) ? message : { ...message, senderId: me.id, senderName: me.name };
    lines.push({
      kind: 'message',
      // The same before and after it is stored, so that the line stays where it is.
      key:
        message.clientMessageId ?? said.senderId + at.toISOString() + (isStored(message) ? message.id : ''),
      id: isStored(message) ? message.id : undefined,
      content: message.content,
      senderId: said.senderId,
      senderName: said.senderName,
      at,
      continues: continues(lines.at(-1), said.senderId, at),
      state: isStored(message) ? 'stored' : message.state,
      problem: isStored(message) ? undefined : message.problem,
    });
  }
  return lines;
}

function continues(last: Line | undefined, senderId: string, at: Date): boolean {
  return (
    last?.kind === 'message' && last.senderId === senderId && at.getTime() - last.at.getTime() < TOGETHER_MS
  );
}

function isStored(message: Message | Outgoing): message is Message {
  return 'sequence' in message;
}
