import { Store, useStore } from '../store';

const QUIET_MS = 1500;

const words = new Store('');
let next: string | undefined;
let busy = false;

/** Tells people who do not see the page. Of many in a row they hear the first and the last, never all. */
export function announce(text: string): void {
  if (busy) {
    next = text;
    return;
  }
  busy = true;
  words.set(text);
  setTimeout(() => {
    busy = false;
    const waiting = next;
    next = undefined;
    if (waiting !== undefined) {
      announce(waiting);
    }
  }, QUIET_MS);
}

export function Announcer() {
  return (
    <div class="unseen" aria-live="polite" data-testid="announcer">
      {useStore(words)}
    </div>
  );
}
