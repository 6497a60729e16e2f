import { type Fields, fields, list, optionalText, text, whole } from '../parse';

export interface Message {
  readonly id: string;
  readonly sequence: number;
  readonly content: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly createdAt: string;
  readonly clientMessageId?: string;
}

export interface Page {
  readonly messages: readonly Message[];
  /** Leads to the page before this one; missing at the beginning of the conversation. */
  readonly before?: string;
}

export function parseMessage(value: unknown): Message {
  const message = fields(value, 'a message');
  const senderId = text(message, 'senderId');
  return {
    id: text(message, 'id'),
    sequence: whole(message, 'sequence'),
    content: text(message, 'content'),
    senderId,
    senderName: optionalText(message, 'senderName') ?? senderId,
    createdAt: text(message, 'createdAt'),
    ...given(message, 'clientMessageId'),
  };
}

export function parsePage(value: unknown): Page {
  const page = fields(value, 'a page of messages');
  return { messages: list(page, 'messages').map(parseMessage), ...given(page, 'before') };
}

function given<K extends string>(of: Fields, name: K): Partial<Record<K, string>> {
  const value = optionalText(of, name);
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>);
}
