import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Tops, movesBetween } from './flip';

const MOVE: KeyframeAnimationOptions = {
  duration: 520,
  easing: 'cubic-bezier(0.22, 1, 0.36, 1)',
  composite: 'add',
};
const ENTER: KeyframeAnimationOptions = { duration: 360, easing: 'ease-out' };

/** Lets the rows of a list (its children with `data-key`) travel to their new places when their order changes. */
export function useFlip(order: string): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<Tops>(new Map());

  useLayoutEffect(() => {
    const rows = rowsOf(list.current);
    const after = new Map([...rows].map(([key, row]) => [key, row.offsetTop]));
    const moves = movesBetween(before.current, after);
    before.current = after;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      return;
    }
    // Added to what still runs: a row that is overtaken on its way turns round, and never jumps.
    for (const { key, from } of moves.moved) {
      rows.get(key)?.animate([{ transform: `translateY(${from}px)` }, { transform: 'translateY(0)' }], MOVE);
    }
    for (const key of moves.entered) {
      rows.get(key)?.animate([{ opacity: 0 }, { opacity: 1 }], ENTER);
    }
  }, [order]);
  return list;
}

/** None while the list is hidden: positions of what is not drawn mean nothing. */
function rowsOf(list: HTMLElement | null): ReadonlyMap<string, HTMLElement> {
  const rows = list?.offsetParent ? [...list.querySelectorAll<HTMLElement>(':scope > [data-key]')] : [];
  return new Map(rows.map((row) => [row.dataset.key ?? '', row]));
}
