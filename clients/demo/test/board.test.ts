import { describe, expect, it } from 'vitest';
import { changeWords, ordinal, parseBoard, scoreWords, updated } from '../src/board/board';

const entry = { userId: 'ana', name: 'Ana', score: 60, rank: 2 };
const board = (version: number) => parseBoard({ leaderboard: [entry], board: 'default', version });

describe('R114 a ranking', () => {
  it('is the newest version, in whatever order readings and events arrive', () => {
    // Given
    const [older, newer] = [board(7), board(8)];
    // When
    const inOrder = updated(updated(undefined, older), newer);
    const outOfOrder = updated(updated(undefined, newer), older);
    // Then
    expect(inOrder).toBe(newer);
    expect(outOfOrder).toBe(newer);
  });

  it('keeps the movement it was told when the same version is read again', () => {
    // Given
    const told = parseBoard({ leaderboard: [{ ...entry, previousRank: 4, change: 'up' }], version: 8 });
    // When
    const after = updated(told, board(8));
    // Then
    expect(after.entries[0]).toMatchObject({ change: 'up', by: 2 });
  });

  it('takes the movement from the ranks when none is told', () => {
    // Given
    const ranks = [4, 1, 2, undefined];
    // When
    const changes = ranks.map(
      (previousRank) => parseBoard({ leaderboard: [{ ...entry, previousRank }] }).entries[0],
    );
    // Then
    expect(changes.map((one) => one && changeWords(one))).toEqual([
      'up 2',
      'down 1',
      'same place',
      'same place',
    ]);
  });

  it('says what is wrong with an entry that is none', () => {
    // Given
    const broken = { leaderboard: [{ userId: 'ana', score: 1, rank: 'first' }] };
    // When
    const reading = () => parseBoard(broken);
    // Then
    expect(reading).toThrow('rank should be a number');
  });

  it('R118 shows a score beyond what JavaScript can count exactly', () => {
    // Given
    const score = '9223372036854775807';
    // When
    const words = scoreWords(score).replaceAll(/\D/g, '');
    // Then
    expect(words).toBe(score);
  });

  it('says places as people do', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
    ]);
  });
});
