import type Pusher from 'pusher-js';
import type { Ask } from '../http/request';
import type { RetryPolicy } from '../http/retry';
import { NoticeBoard } from '../notices';
import { follow } from '../realtime/follow';
import { keepUp } from '../realtime/keep-up';
import { Store } from '../store';
import { type Product, products } from './products';
import { noViewers, parseViewerCount, read, told, withoutEvents } from './viewers';

export interface ProductPageNeeds {
  readonly pusher: Pusher;
  readonly ask: Ask;
  readonly policy: RetryPolicy;
  readonly signedOut: () => void;
}

/** The product that is looked at. Being subscribed to its viewer channel is what makes this tab a viewer. */
export class ProductPage {
  readonly product = new Store<Product>(products[0]);
  readonly viewers = new Store(noViewers);
  readonly board: NoticeBoard;
  #leave: () => void;

  constructor(private readonly needs: ProductPageNeeds) {
    this.board = new NoticeBoard(needs.signedOut);
    this.#leave = this.#lookAt(this.product.get());
  }

  show(product: Product): void {
    if (product.id === this.product.get().id) {
      return;
    }
    this.#leave();
    this.board.settle('reading');
    this.board.settle('subscription');
    this.viewers.set(noViewers);
    this.product.set(product);
    this.#leave = this.#lookAt(product);
  }

  stop(): void {
    this.#leave();
  }

  #lookAt({ id }: Product): () => void {
    const { pusher, ask, policy } = this.needs;
    const counted = keepUp(
      pusher,
      {
        channel: `product-${id}`,
        events: {
          'viewer-count': (data) => {
            this.viewers.set(told(parseViewerCount(data)));
          },
        },
        read: async (signal) =>
          parseViewerCount(await ask(`/api/product-viewers?productId=${encodeURIComponent(id)}`, { signal })),
        merge: (count) => {
          this.viewers.update((viewers) => read(viewers, count));
        },
        live: () => {
          this.viewers.update(withoutEvents);
        },
        lost: () => {
          this.viewers.update(withoutEvents);
        },
      },
      this.board,
      policy,
    );
    const unfollow = follow(
      pusher,
      {
        channel: `presence-product-${id}`,
        live: () => undefined,
        denied: (problem) => {
          this.board.put('subscription', problem, problem.passes ? 'again' : 'final');
        },
      },
      policy,
    );
    return () => {
      counted.stop();
      unfollow();
    };
  }
}
