import { describe, expect, it } from 'vitest';
import { movesBetween } from '../src/board/flip';

const tops = (...keys: string[]) => new Map(keys.map((key, index) => [key, index * 40]));

describe('rows that move', () => {
  it('travel from where they were: who rises from below, who falls from above', () => {
    // Given
    const before = tops('ana', 'bo', 'cy');
    // When
    const { moved, entered } = movesBetween(before, tops('cy', 'ana', 'bo'));
    // Then
    expect(moved).toEqual([
      { key: 'cy', from: 80 },
      { key: 'ana', from: -40 },
      { key: 'bo', from: -40 },
    ]);
    expect(entered).toEqual([]);
  });

  it('stay still when nothing changed', () => {
    // Given
    const before = tops('ana', 'bo');
    // When
    const moves = movesBetween(before, tops('ana', 'bo'));
    // Then
    expect(moves).toEqual({ moved: [], entered: [] });
  });

  it('enter when they are new, and those below give way', () => {
    // Given
    const before = tops('ana', 'bo');
    // When
    const moves = movesBetween(before, tops('ana', 'new', 'bo'));
    // Then
    expect(moves).toEqual({ moved: [{ key: 'bo', from: -40 }], entered: ['new'] });
  });

  it('do not move when the list was not drawn before', () => {
    // Given
    const before = tops();
    // When
    const moves = movesBetween(before, tops('ana', 'bo'));
    // Then
    expect(moves).toEqual({ moved: [], entered: [] });
  });
});
