/**
 * Why a request did not do what it was for. `unreachable` and `busy` pass by themselves, so trying again helps;
 * `refused` will be refused again; `signed-out` needs the person.
 */
export type ProblemKind = 'unreachable' | 'busy' | 'refused' | 'signed-out';

/** The message is for the person who sees the page. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get passes(): boolean {
    return this.kind === 'unreachable' || this.kind === 'busy';
  }
}

export function unreachable(service: string, cause: unknown): Problem {
  return new Problem('unreachable', `${service} cannot be reached right now.`, undefined, { cause });
}

export function problemFrom(
  service: string,
  status: number,
  body: unknown,
  retryAfter: string | null,
): Problem {
  const kind = kindOf(status);
  const retryAfterMs =
    retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  return new Problem(kind, wordsFor(kind, service, status, detailOf(body)), retryAfterMs);
}

function kindOf(status: number): ProblemKind {
  if (status === 401) {
    return 'signed-out';
  }
  return status >= 500 || status === 408 || status === 429 ? 'busy' : 'refused';
}

function wordsFor(kind: ProblemKind, service: string, status: number, detail: string | undefined): string {
  if (kind === 'signed-out') {
    return 'Your sign-in has run out. Sign in again to go on.';
  }
  if (detail !== undefined) {
    return detail;
  }
  return kind === 'busy'
    ? `${service} has trouble answering right now.`
    : `${service} did not accept this (status ${status}).`;
}

function detailOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) {
    return undefined;
  }
  const { detail } = body as { detail?: unknown };
  return typeof detail === 'string' && detail !== '' ? detail : undefined;
}
