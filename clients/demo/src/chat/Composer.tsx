import { useRef, useState } from 'preact/hooks';
import { SendIcon } from '../view/icons';
import type { Room } from './room';

const LENGTH_MAX = 4000;

export function Composer({ room }: { readonly room: Room }) {
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const content = draft.trim();
  const send = () => {
    if (content !== '') {
      room.send(content);
      setDraft('');
      field.current?.focus();
    }
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="unseen" for="message">
        Message to the team room
      </label>
      <textarea
        id="message"
        ref={field}
        rows={1}
        maxLength={LENGTH_MAX}
        placeholder="Write a message"
        autocomplete="off"
        data-testid="message-input"
        value={draft}
        onInput={({ currentTarget }) => {
          setDraft(currentTarget.value);
          room.typists.draftChanged(currentTarget.value);
        }}
        onKeyDown={(event) => {
          // While a word is being composed (Japanese, say) the key belongs to the composition.
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      <button type="submit" class="send" aria-label="Send" data-testid="send" disabled={content === ''}>
        <SendIcon />
      </button>
    </form>
  );
}
