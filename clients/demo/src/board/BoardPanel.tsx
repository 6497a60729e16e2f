import { useMemo } from 'preact/hooks';
import type { Person } from '../auth/session';
import { useStore } from '../store';
import { announce } from '../view/announcer';
import { Notice } from '../view/Notice';
import { BoardRow } from './BoardRow';
import { type Entry, ordinal } from './board';
import type { Ranking } from './ranking';
import { useFlip } from './useFlip';

const SHOWN = 10;
const STEPS = [10, 50] as const;

interface BoardPanelProps {
  readonly ranking: Ranking;
  readonly me: Person;
}

export function BoardPanel({ ranking, me }: BoardPanelProps) {
  const board = useStore(ranking.entries);
  const adding = useStore(ranking.adding);
  const shown = useMemo(() => shownEntries(board?.entries ?? [], me.id), [board, me]);
  const list = useFlip(shown.map(({ userId }) => userId).join(' '));
  const add = async (points: number) => {
    const rank = await ranking.add(points);
    if (rank !== undefined) {
      announce(`${points} points added. You are ${ordinal(rank)}.`);
    }
  };
  return (
    <section
      class="panel board"
      aria-labelledby="board-title"
      data-testid="board"
      data-version={board?.version}
    >
      <header class="panel-header">
        <h2 id="board-title">Ranking</h2>
        <div class="steps" role="group" aria-label="Add to my score" aria-busy={adding > 0}>
          {STEPS.map((points) => (
            <button
              key={points}
              type="button"
              class={points === STEPS[0] ? 'button primary' : 'button'}
              data-testid={`add-${points}`}
              aria-label={`Add ${points} points to my score`}
              onClick={() => void add(points)}
            >
              +{points} <span class="steps-unit">points</span>
            </button>
          ))}
        </div>
      </header>
      <Notice board={ranking.board} testId="board-notice" />
      {board && shown.length === 0 && <p class="empty">Nobody has scored yet. The first points are yours.</p>}
      <ol class="rows" ref={list} tabIndex={0} aria-labelledby="board-title" data-testid="ranking">
        {shown.map((entry) => (
          <BoardRow key={entry.userId} entry={entry} mine={entry.userId === me.id} />
        ))}
      </ol>
    </section>
  );
}

/** The first ones, and me wherever I am. */
function shownEntries(entries: readonly Entry[], me: string): readonly Entry[] {
  const first = entries.slice(0, SHOWN);
  const mine = entries.slice(SHOWN).find(({ userId }) => userId === me);
  return mine ? [...first, mine] : first;
}
