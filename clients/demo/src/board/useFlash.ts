import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const FLASH: KeyframeAnimationOptions = { duration: 900, easing: 'ease-out' };

/** Lights an element up when its value changes, not when it is first drawn. */
export function useFlash(value: unknown): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) {
      before.current = value;
      element.current?.animate([{ color: 'var(--accent)' }, {}], FLASH);
    }
  }, [value]);
  return element;
}
