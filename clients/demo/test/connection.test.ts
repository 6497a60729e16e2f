import { describe, expect, it } from 'vitest';
import { connectionOf } from '../src/realtime/connection';

describe('R101 the connection badge', () => {
  it.each([
    ['initialized', 'connecting'],
    ['connecting', 'connecting'],
    ['connected', 'connected'],
    ['unavailable', 'offline'],
    ['disconnected', 'offline'],
    ['failed', 'offline'],
  ])('says of a client that is %s: %s', (state, said) => {
    expect(connectionOf(state, true)).toBe(said);
  });

  it('says offline as soon as the machine has no network', () => {
    expect(connectionOf('connected', false)).toBe('offline');
  });
});
