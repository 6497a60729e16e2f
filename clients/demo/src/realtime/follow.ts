import type Pusher from 'pusher-js';
import { Problem } from '../http/problem';
import type { RetryPolicy } from '../http/retry';

export interface Following {
  readonly channel: string;
  readonly events?: Readonly<Record<string, (data: unknown) => void>>;
  /** The subscription stands, for the first time or again: everything from here on arrives as events. */
  readonly live: () => void;
  /** The subscription was not granted. What passes by itself is asked for again. */
  readonly denied: (problem: Problem) => void;
}

/** Subscribes until the returned function is called. */
export function follow(pusher: Pusher, following: Following, policy: RetryPolicy): () => void {
  const stopped = new AbortController();
  const channel = pusher.subscribe(following.channel);
  let tried = 0;

  const bound: Record<string, (data: unknown) => void> = {
    ...following.events,
    'pusher:subscription_succeeded': () => {
      tried = 0;
      following.live();
    },
    'pusher:subscription_error': (error) => {
      const problem = problemOf(error);
      following.denied(problem);
      const pause = policy.pauses(++tried);
      if (problem.passes && pause !== undefined) {
        void askAgain(pause);
      }
    },
  };
  for (const [event, handler] of Object.entries(bound)) {
    channel.bind(event, handler);
  }
  if (channel.subscribed) {
    following.live();
  }

  return () => {
    stopped.abort();
    for (const [event, handler] of Object.entries(bound)) {
      channel.unbind(event, handler);
    }
    pusher.unsubscribe(following.channel);
  };

  // The stock client asks once per connection; a refusal that passes would otherwise last until the next one.
  async function askAgain(pause: number): Promise<void> {
    try {
      await policy.sleep(pause, stopped.signal);
    } catch {
      return; // Stopped while waiting.
    }
    if (pusher.connection.state === 'connected') {
      channel.subscribe();
    }
  }
}

function problemOf(error: unknown): Problem {
  const status = Number((error as { status?: unknown } | undefined)?.status ?? 0);
  switch (status) {
    case 401:
      return new Problem('signed-out', 'Your sign-in has run out. Sign in again to go on.');
    case 403:
      return new Problem('refused', 'You are not allowed to take part here.');
    case 0:
      return new Problem('unreachable', 'Live updates cannot be reached right now.');
    default:
      return status >= 500 || status === 429
        ? new Problem('busy', 'Live updates have trouble starting right now.')
        : new Problem('refused', `Live updates were refused (status ${status}).`);
  }
}
