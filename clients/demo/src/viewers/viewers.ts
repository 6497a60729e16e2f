import { fields, whole } from '../parse';

/** How many look at an item, the person at this page included. */
export interface Viewers {
  readonly count: number;
  /** Told by an event of the subscription that stands; next to that a reading is older news. */
  readonly live: boolean;
}

export const noViewers: Viewers = { count: 0, live: false };

export function parseViewerCount(value: unknown): number {
  return whole(fields(value, 'a viewer count'), 'viewerCount');
}

export function told(count: number): Viewers {
  return { count, live: true };
}

export function read(viewers: Viewers, count: number): Viewers {
  return viewers.live ? viewers : { count, live: false };
}

/** The subscription ended or begins anew: the last event is no longer newer than a reading. */
export function withoutEvents(viewers: Viewers): Viewers {
  return { ...viewers, live: false };
}

export function othersOf(viewers: Viewers): number {
  return Math.max(0, viewers.count - 1);
}

export function othersWords(others: number): string {
  return others === 1
    ? '1 other is looking at this right now'
    : `${others} others are looking at this right now`;
}
