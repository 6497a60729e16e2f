import { type Fields, fields, optionalText, optionalWhole, text } from '../parse';
import type { Tokens } from './issuer';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Session {
  readonly person: Person;
  readonly token: string;
  readonly refreshToken: string | undefined;
  readonly expiresAt: number;
}

export function sessionOf(tokens: Tokens, now: number): Session {
  return {
    person: personOf(claimsOf(tokens.id ?? tokens.access)),
    token: tokens.access,
    refreshToken: tokens.refresh,
    expiresAt: now + tokens.expiresInMs,
  };
}

export function personOf(claims: Fields): Person {
  const id = text(claims, 'sub');
  const names = ['name', 'preferred_username', 'given_name'].map((claim) => optionalText(claims, claim));
  return { id, name: names.find((name) => name !== undefined && name !== '') ?? id };
}

/** Read for display only; whoever gets the token checks it. */
export function claimsOf(token: string): Fields {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
  return fields(JSON.parse(new TextDecoder().decode(bytes)), 'the token');
}

export function sessionToJson(session: Session): string {
  return JSON.stringify(session);
}

/** Nothing when there is no session, or one that a changed page cannot read. */
export function sessionFromJson(json: string | null, now: number): Session | undefined {
  try {
    const stored = fields(JSON.parse(json ?? 'null'), 'the session');
    const person = fields(stored.person, 'the person');
    const expiresAt = optionalWhole(stored, 'expiresAt') ?? 0;
    return expiresAt <= now
      ? undefined
      : {
          person: { id: text(person, 'id'), name: text(person, 'name') },
          token: text(stored, 'token'),
          refreshToken: optionalText(stored, 'refreshToken'),
          expiresAt,
        };
  } catch {
    return undefined;
  }
}
