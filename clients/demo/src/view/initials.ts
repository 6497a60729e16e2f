const HUES = [18, 42, 88, 150, 185, 215, 255, 290, 335] as const;

export function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/).filter((word) => word !== '');
  const [first = '?'] = words;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (letters(first, last === undefined ? 2 : 1) + letters(last ?? '', 1)).toLocaleUpperCase();
}

/** The same person has the same colour on every page. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const char of id) {
    hash = (hash * 31 + (char.codePointAt(0) ?? 0)) | 0;
  }
  return HUES[Math.abs(hash) % HUES.length] ?? HUES[0];
}

function letters(word: string, count: number): string {
  return Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment)
    .slice(0, count)
    .join('');
}
