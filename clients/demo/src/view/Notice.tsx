import { type NoticeBoard, wordsOf } from '../notices';
import { useStore } from '../store';

interface NoticeProps {
  readonly board: NoticeBoard;
  readonly testId: string;
}

/** What stands in the way of this part of the page, in plain words. */
export function Notice({ board, testId }: NoticeProps) {
  const words = wordsOf(useStore(board.notices));
  return (
    <div role="status">
      {words !== undefined && (
        <p class="notice" data-testid={testId}>
          {words}
        </p>
      )}
    </div>
  );
}
