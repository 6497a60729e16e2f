export const GZIP_BYTES_MAX: number;
export function minified(format?: 'esm' | 'iife'): Promise<Uint8Array>;
export function gzipBytes(format: 'esm' | 'iife'): Promise<number>;
