import { fields, optionalWhole, optionalText, text } from '../parse';

const EXPIRES_IN_MS = 2000;

export interface TypingSignal {
  readonly userId: string;
  readonly userName: string;
  readonly isTyping: boolean;
  readonly expiresInMs: number;
}

/** Who is typing, and until when that holds without a further sign. */
export type Typing = ReadonlyMap<string, { readonly name: string; readonly until: number }>;

export const nobodyTyping: Typing = new Map();

export function parseTypingSignal(value: unknown): TypingSignal {
  const signal = fields(value, 'a typing signal');
  const userId = text(signal, 'userId');
  return {
    userId,
    userName: optionalText(signal, 'userName') ?? userId,
    isTyping: signal.isTyping !== false,
    expiresInMs: optionalWhole(signal, 'expiresInMs') ?? EXPIRES_IN_MS,
  };
}

export function signalled(typing: Typing, signal: TypingSignal, now: number): Typing {
  const next = new Map(typing);
  if (signal.isTyping) {
    next.set(signal.userId, { name: signal.userName, until: now + signal.expiresInMs });
  } else {
    next.delete(signal.userId);
  }
  return next;
}

/** Without those whose time is over, and without whoever just said something. */
export function lapsed(typing: Typing, now: number, ...spoke: readonly string[]): Typing {
  const next = new Map([...typing].filter(([id, { until }]) => until > now && !spoke.includes(id)));
  return next.size === typing.size ? typing : next;
}

export function nextLapse(typing: Typing): number | undefined {
  const ends = [...typing.values()].map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

export function typingWords(typing: Typing): string {
  const [first, second, third] = [...typing.values()].map(({ name }) => name);
  if (first === undefined) {
    return '';
  }
  if (second === undefined) {
    return `${first} is typing…`;
  }
  return third === undefined ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
