import { useEffect, useState } from 'preact/hooks';

/** A value that tells when it changes. */
export class Store<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }
    this.#value = value;
    for (const listener of this.#listeners) {
      listener(value);
    }
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useState(store.get());
  useEffect(() => {
    // It may have changed between the drawing and this effect.
    redraw(() => store.get());
    return store.subscribe((value) => {
      redraw(() => value);
    });
  }, [store]);
  return store.get();
}
