import type Pusher from 'pusher-js';
import type { RetryPolicy } from '../http/retry';
import type { NoticeBoard } from '../notices';
import { follow } from './follow';
import { Reading } from './reading';

const FIRST_READ_WITHOUT_EVENTS_MS = 1500;
const READ_WITHOUT_EVENTS_MS = 15_000;

export interface KeepUp<T> {
  readonly channel: string;
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** Called with each reading; events may have come before it, so it has to merge. */
  readonly merge: (value: T) => void;
  /** Events arrive from here on, for the first time or again. */
  readonly live?: () => void;
  /** Events may be missed from here on. */
  readonly lost?: () => void;
}

export interface KeptUp {
  /** Reads once more: a hole was seen. */
  readAgain(): void;
  stop(): void;
}

/**
 * Keeps a state equal to the server's: subscribe first, then read, then merge. What happens between the reading and
 * the drawing arrives as an event, and each return of the connection reads again, so nothing is missed and nothing
 * is polled.
 *
 *     waiting ──subscribed──► live ──connection lost──► waiting      (reads now and then while waiting, never while live)
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

  let waiting: ReturnType<typeof setTimeout> | undefined;
  const wait = (ms: number) => {
    waiting = setTimeout(() => {
      reading.start();
      wait(READ_WITHOUT_EVENTS_MS);
    }, ms);
  };
  const endWait = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  const connectionChanged = ({ current }: { current: string }) => {
    if (current !== 'connected' && waiting === undefined) {
      what.lost?.();
      wait(FIRST_READ_WITHOUT_EVENTS_MS);
    }
  };

  wait(FIRST_READ_WITHOUT_EVENTS_MS);
  pusher.connection.bind('state_change', connectionChanged);
  const unfollow = follow(
    pusher,
    {
      channel: what.channel,
      events: Object.fromEntries(
        Object.entries(what.events).map(([event, handle]) => [event, guarded(handle)]),
      ),
      live: () => {
        endWait();
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
      endWait();
      pusher.connection.unbind('state_change', connectionChanged);
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
