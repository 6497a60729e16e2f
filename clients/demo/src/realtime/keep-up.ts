import type Pusher from 'pusher-js';
import type { RetryPolicy } from '../http/retry';
import type { NoticeBoard } from '../notices';
import { follow } from './follow';
import { Reading } from './reading';

const READ_WITHOUT_SOCKET_MS = 1500;

export interface KeepUp<T> {
  readonly channel: string;
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** Called with each reading; events may have come before it, so it has to merge. */
  readonly merge: (value: T) => void;
  readonly live?: () => void;
}

export interface KeptUp {
  /** Reads once more: after a hole was seen, or because the person asked. */
  readAgain(): void;
  stop(): void;
}

/**
 * Keeps a state equal to the server's: subscribe first, then read, then merge. What happens between the reading and
 * the drawing arrives as an event, and each return of the connection reads again, so nothing is missed and nothing
 * is polled. Without a socket the state is read all the same, once.
 */
export function keepUp<T>(pusher: Pusher, what: KeepUp<T>, board: NoticeBoard, policy: RetryPolicy): KeptUp {
  const reading = new Reading(
    what.read,
    {
      done: (value) => {
        board.settle('reading');
        what.merge(value);
      },
      trouble: (failure, final) => {
        board.put('reading', failure, final ? 'final' : 'again');
      },
    },
    policy,
  );
  const withoutSocket = setTimeout(() => {
    reading.start();
  }, READ_WITHOUT_SOCKET_MS);
  const unfollow = follow(
    pusher,
    {
      channel: what.channel,
      events: Object.fromEntries(
        Object.entries(what.events).map(([event, handle]) => [event, guarded(handle)]),
      ),
      live: () => {
        clearTimeout(withoutSocket);
        board.settle('subscription');
        what.live?.();
        reading.start();
      },
      denied: (problem) => {
        board.put('subscription', problem, problem.passes ? 'again' : 'final');
      },
    },
    policy,
  );
  return {
    readAgain: () => {
      reading.start();
    },
    stop: () => {
      clearTimeout(withoutSocket);
      unfollow();
      reading.stop();
    },
  };

  // An event in a shape nobody expects is said on the page; the ones after it still count.
  function guarded(handle: (data: unknown) => void): (data: unknown) => void {
    return (data) => {
      try {
        handle(data);
      } catch (failure) {
        board.put('subscription', failure, 'final');
      }
    };
  }
}
