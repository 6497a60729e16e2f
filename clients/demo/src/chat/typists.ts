import { Store } from '../store';
import { type Clock, throttle } from './throttle';
import { type Typing, lapsed, nextLapse, nobodyTyping, parseTypingSignal, signalled } from './typing';

/** Half of the time after which a sign lapses, so that whoever goes on typing never drops out in between. */
const TELL_EVERY_MS = 1000;

/** The two directions of typing: who else is, and telling the others that I am. */
export class Typists {
  readonly others = new Store<Typing>(nobodyTyping);
  readonly #tell: ReturnType<typeof throttle>;
  #told = false;
  #cancelLapse: (() => void) | undefined;

  constructor(
    private readonly me: string,
    private readonly post: (isTyping: boolean) => void,
    private readonly clock: Clock,
  ) {
    this.#tell = throttle(
      () => {
        this.#told = true;
        post(true);
      },
      TELL_EVERY_MS,
      clock,
    );
  }

  arrived(data: unknown): void {
    const signal = parseTypingSignal(data);
    if (signal.userId !== this.me) {
      this.#set(signalled(this.others.get(), signal, this.clock.now()));
    }
  }

  /** A message of theirs is here, so they are done. */
  spoke(userId: string): void {
    this.#set(lapsed(this.others.get(), this.clock.now(), userId));
  }

  draftChanged(draft: string): void {
    if (draft.trim() === '') {
      this.fallSilent();
    } else {
      this.#tell();
    }
  }

  fallSilent(): void {
    this.#tell.reset();
    if (this.#told) {
      this.#told = false;
      this.post(false);
    }
  }

  stop(): void {
    this.#tell.reset();
    this.#cancelLapse?.();
  }

  #set(typing: Typing): void {
    this.others.set(typing);
    this.#cancelLapse?.();
    const next = nextLapse(typing);
    this.#cancelLapse =
      next === undefined
        ? undefined
        : this.clock.after(Math.max(0, next - this.clock.now()), () => {
            this.#set(lapsed(this.others.get(), this.clock.now()));
          });
  }
}
