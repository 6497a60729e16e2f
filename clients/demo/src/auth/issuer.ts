import { Problem } from '../http/problem';
import { type Fields, fields, optionalText, optionalWhole, text } from '../parse';

export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
}

export interface Tokens {
  readonly access: string;
  readonly id: string | undefined;
  readonly refresh: string | undefined;
  readonly expiresInMs: number;
}

export async function discover(oidc: string, fetch: typeof globalThis.fetch): Promise<Endpoints> {
  const found = await readJson(fetch(`${oidc}/.well-known/openid-configuration`));
  return { authorization: text(found, 'authorization_endpoint'), token: text(found, 'token_endpoint') };
}

export function authorizationUrl(
  endpoints: Endpoints,
  request: { clientId: string; redirectUri: string; state: string; challenge: string },
): string {
  const url = new URL(endpoints.authorization);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('scope', 'openid profile');
  url.searchParams.set('state', request.state);
  url.searchParams.set('code_challenge', request.challenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.href;
}

export async function askForTokens(
  endpoints: Endpoints,
  grant: Readonly<Record<string, string>>,
  fetch: typeof globalThis.fetch,
): Promise<Tokens> {
  const answer = await readJson(fetch(endpoints.token, { method: 'POST', body: new URLSearchParams(grant) }));
  return {
    access: text(answer, 'access_token'),
    id: optionalText(answer, 'id_token'),
    refresh: optionalText(answer, 'refresh_token'),
    expiresInMs: (optionalWhole(answer, 'expires_in') ?? 300) * 1000,
  };
}

async function readJson(request: Promise<Response>): Promise<Fields> {
  const response = await request.catch((cause: unknown) => {
    throw new Problem('unreachable', 'The sign-in service cannot be reached right now.', undefined, {
      cause,
    });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const why = (body as { error_description?: unknown } | undefined)?.error_description;
    throw new Problem(
      response.status >= 500 ? 'busy' : 'refused',
      typeof why === 'string' ? why : `The sign-in service answered with status ${response.status}.`,
    );
  }
  return fields(body, 'the answer of the sign-in service');
}
