/** Where each row begins, by its key, in pixels from the top of the list. */
export type Tops = ReadonlyMap<string, number>;

export interface Moves {
  /** How far a row was from where it is now: the distance it seems to travel. */
  readonly moved: readonly { readonly key: string; readonly from: number }[];
  readonly entered: readonly string[];
}

/**
 * What changed between two drawings of a list (First, Last, Invert, Play). A list that was not drawn before has no
 * moves: it appears as it is.
 */
export function movesBetween(before: Tops, after: Tops): Moves {
  if (before.size === 0) {
    return { moved: [], entered: [] };
  }
  const moved: { key: string; from: number }[] = [];
  const entered: string[] = [];
  for (const [key, top] of after) {
    const earlier = before.get(key);
    if (earlier === undefined) {
      entered.push(key);
    } else if (earlier !== top) {
      moved.push({ key, from: earlier - top });
    }
  }
  return { moved, entered };
}
