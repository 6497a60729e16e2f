import { Avatar } from '../view/Avatar';
import { type Entry, changeWords, scoreWords } from './board';
import { useFlash } from './useFlash';

interface BoardRowProps {
  readonly entry: Entry;
  readonly mine: boolean;
}

export function BoardRow({ entry, mine }: BoardRowProps) {
  const { userId, name, score, rank, change } = entry;
  // What changes while rows move stands on the element that it styles: Chromium can miss a rule that begins at the row.
  return (
    <li
      class="row"
      data-testid="ranking-row"
      data-key={userId}
      data-user={userId}
      data-rank={rank}
      data-score={score}
      data-change={change}
      data-mine={mine}
    >
      <span class={rank === 1 ? 'rank first' : 'rank'}>{rank}</span>
      <Avatar id={userId} name={name} small />
      <span class="row-name">
        {name}
        {mine && <span class="muted"> you</span>}
      </span>
      <Movement entry={entry} />
      <b class="score" ref={useFlash(score)}>
        {scoreWords(score)}
      </b>
    </li>
  );
}

const signs = { up: '▲', down: '▼', same: '–', new: 'New' } as const;

function Movement({ entry }: { readonly entry: Entry }) {
  const { change, by } = entry;
  return (
    <span class="movement" data-change={change}>
      <span aria-hidden="true">
        {signs[change]}
        {by > 0 && (change === 'up' || change === 'down') ? ` ${by}` : ''}
      </span>
      <span class="unseen">{changeWords(entry)}</span>
    </span>
  );
}
