import { describe, expect, it } from 'vitest';
import { GZIP_BYTES_MAX, gzipBytes } from '../size.mjs';

describe('R137 what the add-on costs', () => {
  it.each(['esm', 'iife'] as const)('is less than 3 KB gzipped, as %s', async (format) => {
    expect(await gzipBytes(format)).toBeLessThanOrEqual(GZIP_BYTES_MAX);
  });
});
