import { problemFrom, unreachable } from './http/problem';
import { fields, text } from './parse';

/** Where the page finds everything. Served beside it, so the bundle is the same wherever it runs. */
export interface Config {
  readonly key: string;
  readonly chat: string;
  readonly presence: string;
  readonly leaderboard: string;
  readonly oidc: string;
  readonly clientId: string;
}

export function parseConfig(value: unknown): Config {
  const config = fields(value, 'the configuration');
  return {
    key: text(config, 'key'),
    chat: address(config, 'chat'),
    presence: address(config, 'presence'),
    leaderboard: address(config, 'leaderboard'),
    oidc: address(config, 'oidc'),
    clientId: text(config, 'clientId'),
  };

  function address(of: typeof config, name: string): string {
    return text(of, name).replace(/\/+$/, '');
  }
}

export async function loadConfig(fetch: typeof globalThis.fetch): Promise<Config> {
  const response = await fetch('/demo/config.json', { cache: 'no-store' }).catch((cause: unknown) => {
    throw unreachable('The gateway', cause);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw problemFrom('The gateway', response.status, body, null);
  }
  return parseConfig(body);
}
