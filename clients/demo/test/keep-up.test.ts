import type Pusher from 'pusher-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../src/http/problem';
import { NoticeBoard, wordsOf } from '../src/notices';
import { keepUp } from '../src/realtime/keep-up';

/** As much of the stock client as a subscription needs. */
class FakePusher {
  readonly #bound = new Map<string, Set<(data: unknown) => void>>();
  readonly #changed = new Set<(change: { current: string }) => void>();
  asked = 0;

  readonly connection = {
    state: 'connected',
    bind: (_: string, handler: (change: { current: string }) => void) => this.#changed.add(handler),
    unbind: (_: string, handler: (change: { current: string }) => void) => this.#changed.delete(handler),
  };

  become(current: string) {
    this.connection.state = current;
    this.#changed.forEach((handler) => {
      handler({ current });
    });
  }

  subscribe() {
    this.asked++;
    return {
      subscribed: false,
      subscribe: () => {
        this.asked++;
      },
      bind: (event: string, handler: (data: unknown) => void) => {
        this.#bound.set(event, (this.#bound.get(event) ?? new Set()).add(handler));
      },
      unbind: (event: string, handler: (data: unknown) => void) => {
        this.#bound.get(event)?.delete(handler);
      },
    };
  }

  unsubscribe() {
    this.asked = 0;
  }

  emit(event: string, data: unknown = {}) {
    this.#bound.get(event)?.forEach((handler) => {
      handler(data);
    });
  }
}

describe('R81 subscribe first, then read, then merge', () => {
  let pusher: FakePusher;
  let log: string[];
  let board: NoticeBoard;
  let answer: () => Promise<string>;
  const policy = { pauses: () => 0, sleep: () => Promise.resolve() };
  // One turn of the event loop: every promise that can be settled is.
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  const start = () =>
    keepUp(
      pusher as unknown as Pusher,
      {
        channel: 'room',
        events: {
          said: (data) => {
            if (data === 'nonsense') {
              throw new Error('said should be a text');
            }
            log.push(`event ${String(data)}`);
          },
        },
        read: () => {
          log.push('read');
          return answer();
        },
        merge: (value) => log.push(`merge ${value}`),
        live: () => log.push('live'),
        lost: () => log.push('lost'),
      },
      board,
      policy,
    );

  beforeEach(() => {
    pusher = new FakePusher();
    log = [];
    board = new NoticeBoard(() => log.push('signed out'));
    answer = () => Promise.resolve('page');
  });

  it('reads when the subscription stands, not before', async () => {
    // Given
    const kept = start();
    await settled();
    const before = [...log];
    // When
    pusher.emit('pusher:subscription_succeeded');
    pusher.emit('said', 'one');
    await settled();
    // Then
    expect(before).toEqual([]);
    expect(log).toEqual(['live', 'read', 'event one', 'merge page']);
    kept.stop();
  });

  it('reads again each time the connection returns', async () => {
    // Given
    const kept = start();
    pusher.emit('pusher:subscription_succeeded');
    await settled();
    // When
    pusher.emit('pusher:subscription_succeeded');
    await settled();
    // Then
    expect(log.filter((line) => line === 'merge page')).toHaveLength(2);
    kept.stop();
  });

  it('says so while a service is away, and stops saying it when it is back', async () => {
    // Given
    const answers = [
      () => Promise.reject(new Problem('unreachable', 'The chat cannot be reached right now.')),
      () => Promise.resolve('page'),
    ];
    const said: (string | undefined)[] = [];
    board.notices.subscribe((notices) => said.push(wordsOf(notices)));
    answer = () => answers.shift()?.() ?? Promise.resolve('page');
    const kept = start();
    // When
    pusher.emit('pusher:subscription_succeeded');
    await vi.waitFor(() => {
      expect(log).toContain('merge page');
    });
    // Then
    expect(said).toEqual(['The chat cannot be reached right now. Trying again…', undefined]);
    kept.stop();
  });

  it('asks again for a subscription that could not be authorized for now', async () => {
    // Given
    const kept = start();
    // When
    pusher.emit('pusher:subscription_error', { status: 503 });
    await settled();
    // Then
    expect(pusher.asked).toBe(2);
    expect(wordsOf(board.notices.get())).toContain('Trying again');
    kept.stop();
  });

  it('does not ask again for one that was refused', async () => {
    // Given
    const kept = start();
    // When
    pusher.emit('pusher:subscription_error', { status: 403 });
    await settled();
    // Then
    expect(pusher.asked).toBe(1);
    expect(wordsOf(board.notices.get())).toBe('You are not allowed to take part here.');
    kept.stop();
  });

  it('ends the session when the token is not accepted', () => {
    // Given
    const kept = start();
    // When
    pusher.emit('pusher:subscription_error', { status: 401 });
    // Then
    expect(log).toEqual(['signed out']);
    kept.stop();
  });

  it('says what was wrong with an event, and takes the next one', () => {
    // Given
    const kept = start();
    // When
    pusher.emit('said', 'nonsense');
    pusher.emit('said', 'two');
    // Then
    expect(log).toEqual(['event two']);
    expect(wordsOf(board.notices.get())).toContain('said should be a text');
    kept.stop();
  });

  describe('without events', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('reads all the same, and stops doing so when events arrive', async () => {
      // Given
      const kept = start();
      await vi.advanceTimersByTimeAsync(1500 + 2 * 15_000);
      const read = [...log];
      // When
      pusher.emit('pusher:subscription_succeeded');
      await vi.advanceTimersByTimeAsync(60_000);
      // Then
      expect(read.filter((line) => line === 'read')).toHaveLength(3);
      expect(log.slice(read.length)).toEqual(['live', 'read', 'merge page']);
      kept.stop();
    });

    it('begins again when the connection is lost, once for all that it goes through', async () => {
      // Given
      const kept = start();
      pusher.emit('pusher:subscription_succeeded');
      await vi.advanceTimersByTimeAsync(60_000);
      log.length = 0;
      // When
      pusher.become('connecting');
      pusher.become('unavailable');
      await vi.advanceTimersByTimeAsync(1500);
      // Then
      expect(log).toEqual(['lost', 'read', 'merge page']);
      kept.stop();
    });
  });

  it('is silent once it was stopped', async () => {
    // Given
    const kept = start();
    pusher.emit('pusher:subscription_succeeded');
    // When
    kept.stop();
    pusher.emit('said', 'late');
    await settled();
    // Then
    expect(log).toEqual(['live', 'read']);
  });
});
