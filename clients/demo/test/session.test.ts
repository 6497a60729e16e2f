import { describe, expect, it } from 'vitest';
import { challengeOf } from '../src/auth/pkce';
import { personOf, sessionFromJson, sessionOf, sessionToJson } from '../src/auth/session';

const tokenOf = (claims: object) => {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return `header.${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')}.signature`;
};
const tokens = (claims: object) => ({
  access: tokenOf(claims),
  id: undefined,
  refresh: 'refresh',
  expiresInMs: 3_600_000,
});

describe('a session', () => {
  it('takes the name from the claims, else from the subject', () => {
    // Given
    const claims = [{ name: 'Ána Silva' }, { preferred_username: 'ana.s' }, { name: '' }, {}];
    // When
    const names = claims.map((more) => personOf({ sub: 'ana', ...more }).name);
    // Then
    expect(names).toEqual(['Ána Silva', 'ana.s', 'ana', 'ana']);
  });

  it('is the same after it was stored, umlauts and all', () => {
    // Given
    const session = sessionOf(tokens({ sub: 'jürgen', name: 'Jürgen Ø' }), 1000);
    // When
    const restored = sessionFromJson(sessionToJson(session), 2000);
    // Then
    expect(restored).toEqual(session);
    expect(restored?.person.name).toBe('Jürgen Ø');
  });

  it('is none when it ran out, is broken, or never was', () => {
    // Given
    const stored = sessionToJson(sessionOf(tokens({ sub: 'ana' }), 0));
    // When
    const read = [
      sessionFromJson(stored, 3_600_000),
      sessionFromJson('{"person":1}', 0),
      sessionFromJson(null, 0),
    ];
    // Then
    expect(read).toEqual([undefined, undefined, undefined]);
  });

  it('begins with the challenge of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });
});
