import { type NoticeBoard, wordsOf } from '../notices';
import { useStore } from '../store';

interface NoticeProps {
  readonly board: NoticeBoard;
  readonly testId: string;
}

/** What stands in the way of this part of the page, in plain words. */
export function Notice({ board, testId }: NoticeProps) {
  const notices = useStore(board.notices);
  const words = wordsOf(notices);
  return (
    <div role="status">
      {words !== undefined && (
        <p class="notice" data-testid={testId}>
          <span>{words}</span>
          {/* The others go by themselves, when what they tell of is over. */}
          {notices.action !== undefined && (
            <button
              type="button"
              class="link"
              onClick={() => {
                board.settle('action');
              }}
            >
              Dismiss
            </button>
          )}
        </p>
      )}
    </div>
  );
}
