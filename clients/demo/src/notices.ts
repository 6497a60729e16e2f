import { Problem } from './http/problem';
import { Store } from './store';

/** What stands in the way of one part of the page, by where it comes from; the newest word of each counts. */
export type Notices = Readonly<Partial<Record<NoticeSource, string>>>;

export type NoticeSource = 'action' | 'subscription' | 'reading';

/** The words to show: what a person did comes first, since that is what they wait for. */
export function wordsOf(notices: Notices): string | undefined {
  return notices.action ?? notices.subscription ?? notices.reading;
}

/** Where a part of the page says what went wrong, until it is settled. */
export class NoticeBoard {
  readonly notices = new Store<Notices>({});

  constructor(private readonly signedOut: () => void) {}

  /** `outcome` says what the failure means for what the person did. */
  put(source: NoticeSource, failure: unknown, next: 'again' | 'final', outcome = ''): void {
    if (failure instanceof Problem && failure.kind === 'signed-out') {
      this.signedOut();
    }
    const words = `${outcome} ${wordsFor(failure)}`.trim();
    this.notices.update((notices) => ({
      ...notices,
      [source]: next === 'again' ? `${words} Trying again…` : words,
    }));
  }

  settle(source: NoticeSource): void {
    this.notices.update((notices) => {
      if (notices[source] === undefined) {
        return notices;
      }
      return Object.fromEntries(Object.entries(notices).filter(([from]) => from !== source));
    });
  }
}

export function wordsFor(failure: unknown): string {
  if (failure instanceof Problem) {
    return failure.message;
  }
  return `Something unexpected came back: ${failure instanceof Error ? failure.message : String(failure)}.`;
}
