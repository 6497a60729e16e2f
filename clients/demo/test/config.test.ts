import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../src/config';

const config = {
  key: 'app-key',
  chat: 'http://127.0.0.1:8081',
  presence: 'http://127.0.0.1:8082/',
  leaderboard: 'http://127.0.0.1:8083',
  oidc: 'http://127.0.0.1:8090/carillon',
  clientId: 'carillon-demo',
};

describe('the configuration', () => {
  it('is read with addresses to which a path can be added', () => {
    // Given
    const served: unknown = config;
    // When
    const parsed = parseConfig(served);
    // Then
    expect(parsed).toEqual({ ...config, presence: 'http://127.0.0.1:8082' });
  });

  it('names the field that is missing', () => {
    // Given
    const incomplete = { ...config, oidc: undefined };
    // When
    const reading = () => parseConfig(incomplete);
    // Then
    expect(reading).toThrow('oidc should be a text');
  });

  it('says why there is none', async () => {
    // Given
    const problem = { detail: 'The demo is off: set carillon.demo.enabled=true' };
    const fetch = () => Promise.resolve(Response.json(problem, { status: 404 }));
    // When
    const loading = loadConfig(fetch);
    // Then
    await expect(loading).rejects.toThrow('The demo is off: set carillon.demo.enabled=true');
  });
});
