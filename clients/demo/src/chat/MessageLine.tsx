import { Avatar } from '../view/Avatar';
import type { Line } from './lines';

interface MessageLineProps {
  readonly line: Extract<Line, { kind: 'message' }>;
  readonly mine: boolean;
  readonly onRetry: () => void;
}

export function MessageLine({ line, mine, onRetry }: MessageLineProps) {
  const { id, content, senderId, senderName, at, continues, state, problem } = line;
  // On the bubble itself: Chromium can miss a change of the line's attributes while the line moves.
  const look = ['bubble', mine && 'mine', continues && 'continues', state].filter(Boolean).join(' ');
  return (
    <article
      class="message"
      data-testid="message"
      data-id={id}
      data-mine={mine}
      data-state={state}
      data-continues={continues}
    >
      {!mine && <span class="message-face">{!continues && <Avatar id={senderId} name={senderName} />}</span>}
      <div class="message-body">
        <p class={continues ? 'unseen' : 'message-head'}>
          <b class={mine ? 'unseen' : undefined} data-testid="message-sender">
            {mine ? 'You' : senderName}
          </b>{' '}
          <time dateTime={at.toISOString()}>
            {at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
          </time>
        </p>
        <p class={look} data-testid="message-content">
          {content}
        </p>
        {state === 'pending' && <p class="message-state">Sending…</p>}
        {state === 'failed' && (
          <p class="message-state failed" role="alert">
            Not sent. {problem}{' '}
            <button type="button" class="link" data-testid="retry" onClick={onRetry}>
              Try again
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
