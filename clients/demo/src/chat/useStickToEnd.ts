import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR_END_PX = 48;

interface StickToEnd {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a growing list where the person wants it: at the end while they are there, and on the line they read when
 * something is added above it or below it.
 */
export function useStickToEnd(first: string | undefined, content: string): StickToEnd {
  const list = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const seen = useRef({ atEnd: true, height: 0, first });

  useLayoutEffect(() => {
    const box = list.current;
    if (!box) {
      return;
    }
    const before = seen.current;
    if (before.atEnd) {
      box.scrollTop = box.scrollHeight;
    } else if (before.first !== first) {
      box.scrollTop += box.scrollHeight - before.height;
    }
    seen.current = { ...before, height: box.scrollHeight, first };
  }, [first, content]);

  useEffect(() => {
    const box = list.current;
    if (!box) {
      return undefined;
    }
    const look = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
      seen.current.atEnd = near;
      setAtEnd(near);
    };
    const stay = new ResizeObserver(() => {
      if (seen.current.atEnd) {
        box.scrollTop = box.scrollHeight;
      }
    });
    box.addEventListener('scroll', look, { passive: true });
    stay.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      stay.disconnect();
    };
  }, []);

  const toEnd = () => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  return { list, atEnd, toEnd };
}
