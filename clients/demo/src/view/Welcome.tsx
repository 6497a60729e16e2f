import { useState } from 'preact/hooks';
import { HandBell } from '../viewers/ProductArt';
import { BellMark, ChatIcon, EyeIcon, RankingIcon } from './icons';

interface WelcomeProps {
  readonly problem: string | undefined;
  readonly onSignIn: () => Promise<void>;
}

export function Welcome({ problem, onSignIn }: WelcomeProps) {
  const [busy, setBusy] = useState(false);
  const signIn = async () => {
    setBusy(true);
    await onSignIn();
    setBusy(false);
  };
  return (
    <main class="welcome">
      <div class="welcome-words">
        <BellMark />
        <h1>Everyone hears it at&nbsp;once.</h1>
        <p>
          A room to talk in, a shop window that knows who else is looking, and a ranking that moves while you
          watch. One connection to your own server carries all of it.
        </p>
        {problem !== undefined && (
          <p class="notice" role="alert" data-testid="sign-in-problem">
            {problem}
          </p>
        )}
        <button
          type="button"
          class="button primary large"
          data-testid="sign-in"
          disabled={busy}
          onClick={() => void signIn()}
        >
          {busy ? 'One moment…' : 'Sign in to join'}
        </button>
        <p class="hint">Use two windows and two names to see it move.</p>
        <ul class="welcome-parts">
          <li>
            <ChatIcon /> Chat with typing and who is here
          </li>
          <li>
            <EyeIcon /> Live viewers of a product
          </li>
          <li>
            <RankingIcon /> A live ranking
          </li>
        </ul>
      </div>
      <div class="welcome-stage">
        <HandBell />
      </div>
    </main>
  );
}
