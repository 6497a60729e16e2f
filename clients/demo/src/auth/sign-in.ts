import type { Config } from '../config';
import { Store } from '../store';
import { askForTokens, authorizationUrl, discover } from './issuer';
import { challengeOf, randomToken } from './pkce';
import { type Session, sessionFromJson, sessionOf, sessionToJson } from './session';

const SESSION = 'carillon.session';
const STARTED = 'carillon.sign-in';
const RENEW_BEFORE_MS = 60_000;
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Who uses the page.
 *
 *     out ──begin──► (the issuer's page) ──finish──► in ──expiry, 401──► ended ──begin──► …
 */
export type SignInState =
  | { readonly status: 'out'; readonly problem?: string }
  | { readonly status: 'in'; readonly session: Session }
  | { readonly status: 'ended'; readonly session: Session };

/** Signs a person in by the authorization code flow with PKCE, and keeps the session for this tab. */
export class SignIn {
  readonly state = new Store<SignInState>({ status: 'out' });
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** Picks up the stored session, or the answer that the issuer sent the person back with. */
  async resume(): Promise<void> {
    const answer = new URLSearchParams(location.search);
    if (answer.has('code') || answer.has('error')) {
      history.replaceState(null, '', location.pathname);
      await this.#orTell(() => this.#finish(answer));
      return;
    }
    const session = sessionFromJson(this.storage.getItem(SESSION), Date.now());
    if (session) {
      this.#enter(session);
    }
  }

  async begin(): Promise<void> {
    await this.#orTell(async () => {
      if (!window.isSecureContext) {
        throw new Error('Sign-in needs https, or the address 127.0.0.1 or localhost.');
      }
      const endpoints = await discover(this.config.oidc, this.fetch);
      const [state, verifier] = [randomToken(), randomToken()];
      this.storage.setItem(STARTED, JSON.stringify({ state, verifier }));
      const challenge = await challengeOf(verifier);
      const { clientId } = this.config;
      location.assign(
        authorizationUrl(endpoints, { clientId, redirectUri: redirectUri(), state, challenge }),
      );
    });
  }

  /** The token was not accepted, or ran out. */
  ended(): void {
    const state = this.state.get();
    if (state.status === 'in') {
      this.#forget();
      this.state.set({ status: 'ended', session: state.session });
    }
  }

  leave(): void {
    this.#forget();
    this.state.set({ status: 'out' });
  }

  async #finish(answer: URLSearchParams): Promise<void> {
    const started = JSON.parse(this.storage.getItem(STARTED) ?? '{}') as {
      state?: string;
      verifier?: string;
    };
    this.storage.removeItem(STARTED);
    if (answer.has('error')) {
      throw new Error(
        answer.get('error_description') ?? `The sign-in service said: ${answer.get('error') ?? ''}.`,
      );
    }
    if (started.verifier === undefined || started.state !== answer.get('state')) {
      throw new Error('This sign-in did not begin in this tab. Please try again.');
    }
    await this.#obtain({
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: redirectUri(),
      code_verifier: started.verifier,
    });
  }

  async #obtain(grant: Record<string, string>): Promise<void> {
    const endpoints = await discover(this.config.oidc, this.fetch);
    const tokens = await askForTokens(endpoints, { ...grant, client_id: this.config.clientId }, this.fetch);
    this.#enter(sessionOf(tokens, Date.now()));
  }

  #enter(session: Session): void {
    this.storage.setItem(SESSION, sessionToJson(session));
    this.state.set({ status: 'in', session });
    const life = session.expiresAt - Date.now();
    // A token that lives for less than a minute or two is renewed at half its life, never at once.
    const renewIn = Math.min(Math.max(life - RENEW_BEFORE_MS, life / 2), TIMER_MAX_MS);
    this.#renewal = setTimeout(() => void this.#renew(session), renewIn);
  }

  async #renew({ refreshToken }: Session): Promise<void> {
    if (refreshToken === undefined) {
      this.ended();
      return;
    }
    // The person is told in words that sign-in is needed; the cause would help nobody there.
    await this.#obtain({ grant_type: 'refresh_token', refresh_token: refreshToken }).catch(() => {
      this.ended();
    });
  }

  #forget(): void {
    clearTimeout(this.#renewal);
    this.storage.removeItem(SESSION);
  }

  async #orTell(step: () => Promise<void>): Promise<void> {
    await step().catch((failure: unknown) => {
      this.state.set({
        status: 'out',
        problem: failure instanceof Error ? failure.message : String(failure),
      });
    });
  }
}

function redirectUri(): string {
  return location.origin + location.pathname;
}
