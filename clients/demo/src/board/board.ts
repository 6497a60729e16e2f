import { type Fields, fields, list, optionalText, optionalWhole, text, whole } from '../parse';

export type Change = 'up' | 'down' | 'same' | 'new';

export interface Entry {
  readonly userId: string;
  readonly name: string;
  /** Exact: a number too large for JavaScript comes as its digits. */
  readonly score: number | string;
  readonly rank: number;
  readonly change: Change;
  /** How many places it moved. */
  readonly by: number;
}

export interface Board {
  readonly entries: readonly Entry[];
  readonly version: number;
}

export function parseBoard(value: unknown): Board {
  const board = fields(value, 'a ranking');
  return {
    version: optionalWhole(board, 'version') ?? 0,
    entries: list(board, 'leaderboard')
      .map((entry) => parseEntry(fields(entry, 'an entry')))
      .sort((one, other) => one.rank - other.rank),
  };
}

/** A ranking arrived, as an event or as a reading, in any order: the newest version stays. */
export function updated(board: Board | undefined, arrived: Board): Board {
  return board === undefined || arrived.version > board.version ? arrived : board;
}

export function scoreWords(score: number | string): string {
  return new Intl.NumberFormat().format(typeof score === 'number' ? score : BigInt(score));
}

export function ordinal(rank: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${rank}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(rank)]}`;
}

export function changeWords({ change, by }: Entry): string {
  switch (change) {
    case 'new':
      return 'new';
    case 'same':
      return 'same place';
    case 'up':
      return `up ${by}`;
    case 'down':
      return `down ${by}`;
  }
}

function parseEntry(entry: Fields): Entry {
  const userId = text(entry, 'userId');
  const rank = whole(entry, 'rank');
  const previous = optionalWhole(entry, 'previousRank');
  const score = entry.score;
  return {
    userId,
    name: optionalText(entry, 'name') ?? userId,
    score: typeof score === 'string' ? score : whole(entry, 'score'),
    rank,
    change: changeOf(optionalText(entry, 'change'), rank, previous),
    by: Math.abs((previous ?? rank) - rank),
  };
}

function changeOf(given: string | undefined, rank: number, previous: number | undefined): Change {
  if (given === 'up' || given === 'down' || given === 'same' || given === 'new') {
    return given;
  }
  if (previous === undefined || previous === rank) {
    return 'same';
  }
  return rank < previous ? 'up' : 'down';
}
