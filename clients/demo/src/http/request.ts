import { problemFrom, unreachable } from './problem';

const PATIENCE_MS = 10_000;

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks one service; what it answers with an error status, or not at all, is thrown as a Problem. */
export type Ask = (path: string, call?: Call) => Promise<unknown>;

export function askService(
  service: string,
  address: string,
  token: () => string,
  fetch: typeof globalThis.fetch,
): Ask {
  return async (path, { method = 'GET', body, headers = {}, signal } = {}) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address + path, {
      method,
      headers: {
        ...headers,
        Authorization: `Bearer ${token()}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw unreachable(service, cause);
    });
    // Bodies are read leniently: an error page of a proxy is no JSON, and its status says enough.
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw problemFrom(service, response.status, answer, response.headers.get('Retry-After'));
    }
    return answer;
  };
}
