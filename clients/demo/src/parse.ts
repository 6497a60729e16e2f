// Reading JSON at the edge: what passed through here has the shape its type says.

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} should be an object`);
  }
  return value as Fields;
}

export function list(of: Fields, name: string): readonly unknown[] {
  const value = of[name];
  if (!Array.isArray(value)) {
    throw new Error(`${name} should be a list`);
  }
  return value;
}

export function text(of: Fields, name: string): string {
  const value = of[name];
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return String(value);
  }
  throw new Error(`${name} should be a text`);
}

export function optionalText(of: Fields, name: string): string | undefined {
  return of[name] === undefined || of[name] === null ? undefined : text(of, name);
}

export function whole(of: Fields, name: string): number {
  const value = Number(of[name]);
  if (of[name] === null || !Number.isFinite(value)) {
    throw new Error(`${name} should be a number`);
  }
  return value;
}

export function optionalWhole(of: Fields, name: string): number | undefined {
  return of[name] === undefined || of[name] === null ? undefined : whole(of, name);
}
