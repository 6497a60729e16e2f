import { describe, expect, it } from 'vitest';
import {
  noViewers,
  othersOf,
  othersWords,
  parseViewerCount,
  read,
  withoutEvents,
  told,
} from '../src/viewers/viewers';

describe('R96 others who look at this', () => {
  it('leaves out the one who reads it, and is never negative', () => {
    // Given
    const counts = [0, 1, 2, 3];
    // When
    const others = counts.map((count) => othersOf(told(count)));
    // Then
    expect(others).toEqual([0, 0, 1, 2]);
  });

  it('speaks of one and of many', () => {
    expect(othersWords(1)).toBe('1 other is looking at this right now');
    expect(othersWords(2)).toBe('2 others are looking at this right now');
  });

  it('trusts an event over a reading that comes after it', () => {
    // Given
    const live = told(3);
    // When
    const after = read(live, 1);
    // Then
    expect(after.count).toBe(3);
  });

  it('trusts a reading again when the subscription began anew', () => {
    // Given
    const returned = withoutEvents(told(3));
    // When
    const after = read(returned, 1);
    // Then
    expect(after.count).toBe(1);
  });

  it('begins with the reading', () => {
    expect(read(noViewers, parseViewerCount({ viewerCount: 4 })).count).toBe(4);
  });
});
