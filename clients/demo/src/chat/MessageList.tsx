import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Person } from '../auth/session';
import { useStore } from '../store';
import { announce } from '../view/announcer';
import { MessageLine } from './MessageLine';
import { linesOf } from './lines';
import type { Room } from './room';
import { useStickToEnd } from './useStickToEnd';

interface MessageListProps {
  readonly room: Room;
  readonly me: Person;
}

export function MessageList({ room, me }: MessageListProps) {
  const conversation = useStore(room.conversation);
  const phase = useStore(room.phase);
  const lines = useMemo(() => linesOf(conversation, me), [conversation, me]);
  const { list, atEnd, toEnd } = useStickToEnd(
    conversation.messages[0]?.id,
    `${conversation.messages.length} ${conversation.outgoing.length}`,
  );
  useAnnouncedMessages(room, me);
  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={list}
        role="log"
        aria-live="off"
        aria-label="Messages"
        aria-busy={phase === 'loading'}
        tabIndex={0}
        data-testid="messages"
      >
        {conversation.earlier !== undefined && (
          <button
            type="button"
            class="button quiet earlier"
            data-testid="earlier"
            disabled={phase !== 'ready'}
            onClick={() => void room.showEarlier()}
          >
            {phase === 'loading-earlier' ? 'Loading…' : 'Show earlier messages'}
          </button>
        )}
        {phase === 'loading' && lines.length === 0 && <Placeholders />}
        {phase !== 'loading' && lines.length === 0 && (
          <p class="empty">Nothing has been said yet. Say hello, and see it arrive in the other window.</p>
        )}
        {lines.map((line) =>
          line.kind === 'day' ? (
            <p key={line.key} class="day">
              <time dateTime={line.at.toISOString()}>{dayWords(line.at)}</time>
            </p>
          ) : (
            <MessageLine
              key={line.key}
              line={line}
              mine={line.senderId === me.id}
              onRetry={() => {
                room.retry(line.key);
              }}
            />
          ),
        )}
      </div>
      {!atEnd && (
        <button type="button" class="button to-end" data-testid="to-end" onClick={toEnd}>
          Newest messages ↓
        </button>
      )}
    </div>
  );
}

function Placeholders() {
  return (
    <div class="placeholders" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

/** The list itself is silent, or a page of history would be read out; what others say from now on is told. */
function useAnnouncedMessages(room: Room, me: Person): void {
  const told = useRef<number | undefined>(undefined);
  useEffect(
    () =>
      room.conversation.subscribe(({ messages }) => {
        const newest = messages.at(-1);
        if (
          newest &&
          told.current !== undefined &&
          newest.sequence > told.current &&
          newest.senderId !== me.id
        ) {
          announce(`${newest.senderName}: ${newest.content}`);
        }
        told.current = newest?.sequence ?? told.current;
      }),
    [room, me],
  );
}

function dayWords(day: Date): string {
  const today = new Date();
  if (day.toDateString() === today.toDateString()) {
    return 'Today';
  }
  return day.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
}
