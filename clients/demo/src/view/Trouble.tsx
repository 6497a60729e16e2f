import { BellMark } from './icons';

/** The page cannot start at all. */
export function Trouble({ failure }: { readonly failure: unknown }) {
  return (
    <main class="welcome">
      <div class="welcome-words" role="alert" data-testid="start-problem">
        <BellMark />
        <h1>The demo cannot start</h1>
        <p>{failure instanceof Error ? failure.message : String(failure)}</p>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            location.reload();
          }}
        >
          Try again
        </button>
      </div>
    </main>
  );
}
