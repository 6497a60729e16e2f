/** What came and was not looked at yet, in order; whoever is early waits. */
export class Inbox<T> {
  private readonly items: T[] = [];
  private readonly waiting: ((item: T) => void)[] = [];

  add(item: T): void {
    const next = this.waiting.shift();
    if (next) {
      next(item);
    } else {
      this.items.push(item);
    }
  }

  next(): Promise<T> {
    const item = this.items.shift();
    return item === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(item);
  }

  /** Everything that came up to the item that `isLast` says is the last, which is not in the answer. */
  async until(isLast: (item: T) => boolean): Promise<T[]> {
    const all: T[] = [];
    for (let item = await this.next(); !isLast(item); item = await this.next()) {
      all.push(item);
    }
    return all;
  }
}
