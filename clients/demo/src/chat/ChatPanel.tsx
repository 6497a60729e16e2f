import { useState } from 'preact/hooks';
import type { Person } from '../auth/session';
import { useStore } from '../store';
import { Avatar } from '../view/Avatar';
import { Notice } from '../view/Notice';
import { Composer } from './Composer';
import { MessageList } from './MessageList';
import { OnlineList } from './OnlineList';
import type { Room } from './room';
import { typingWords } from './typing';

const FACES = 4;

interface ChatPanelProps {
  readonly room: Room;
  readonly me: Person;
}

export function ChatPanel({ room, me }: ChatPanelProps) {
  const members = useStore(room.members);
  // Where there is room the list stands beside the talk anyway; on a narrow page it opens over it.
  const [open, setOpen] = useState(false);
  return (
    <section
      class="panel chat"
      aria-labelledby="chat-title"
      data-testid="chat"
      data-online={members.length}
      data-list-open={open}
    >
      <header class="panel-header">
        <h2 id="chat-title">Team room</h2>
        <button
          type="button"
          class="button quiet online-toggle"
          aria-expanded={open}
          aria-controls="online"
          data-testid="online-toggle"
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span class="faces">
            {members.slice(0, FACES).map(({ id, name }) => (
              <Avatar key={id} id={id} name={name} small />
            ))}
          </span>
          {members.length} online
        </button>
      </header>
      <OnlineList members={members} me={me} />
      <div class="talk">
        <Notice board={room.board} testId="chat-notice" />
        <MessageList room={room} me={me} />
        <TypingLine room={room} />
        <Composer room={room} />
      </div>
    </section>
  );
}

function TypingLine({ room }: { readonly room: Room }) {
  const words = typingWords(useStore(room.typists.others));
  return (
    <p class="typing" data-testid="typing" data-active={words !== ''}>
      {words !== '' && (
        <span class="typing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      {words}
    </p>
  );
}
