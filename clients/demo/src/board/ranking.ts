import type Pusher from 'pusher-js';
import type { Person } from '../auth/session';
import type { Ask } from '../http/request';
import { type RetryPolicy, atMost, retrying } from '../http/retry';
import { NoticeBoard } from '../notices';
import { fields, whole } from '../parse';
import { type KeptUp, keepUp } from '../realtime/keep-up';
import { Store } from '../store';
import { type Board, parseBoard, updated } from './board';

const ADD_TRIES = 3;

export interface RankingNeeds {
  readonly me: Person;
  readonly pusher: Pusher;
  readonly ask: Ask;
  readonly policy: RetryPolicy;
  readonly signedOut: () => void;
}

/** The shared ranking, and my part in it. */
export class Ranking {
  readonly entries = new Store<Board | undefined>(undefined);
  readonly adding = new Store(0);
  readonly board: NoticeBoard;
  readonly #needs: RankingNeeds;
  readonly #kept: KeptUp;
  readonly #stopped = new AbortController();

  constructor(needs: RankingNeeds) {
    this.#needs = needs;
    this.board = new NoticeBoard(needs.signedOut);
    const merge = (arrived: Board) => {
      this.entries.update((known) => updated(known, arrived));
    };
    this.#kept = keepUp(
      needs.pusher,
      {
        channel: 'leaderboard-channel',
        events: {
          'ranking-update': (data) => {
            merge(parseBoard(data));
          },
        },
        read: async (signal) => parseBoard(await needs.ask('/api/leaderboard?limit=100', { signal })),
        merge,
      },
      this.board,
      needs.policy,
    );
  }

  /** Gives me points. The update id makes a repeated try count once. Answers my new rank when it is applied. */
  async add(points: number): Promise<number | undefined> {
    const { me, ask, policy } = this.#needs;
    const body = { userId: me.id, name: me.name, points, updateId: crypto.randomUUID() };
    this.adding.update((count) => count + 1);
    try {
      const answer = await retrying(
        (signal) => ask('/api/leaderboard', { method: 'POST', body, signal }),
        { ...policy, pauses: atMost(ADD_TRIES, policy.pauses) },
        this.#stopped.signal,
        (problem) => {
          this.board.put('action', problem, 'again');
        },
      );
      this.board.settle('action');
      return whole(fields(answer, 'the new score'), 'rank');
    } catch (failure) {
      this.board.put('action', failure, 'final', `The ${points} points were not added.`);
      return undefined;
    } finally {
      this.adding.update((count) => count - 1);
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.#kept.stop();
  }
}
