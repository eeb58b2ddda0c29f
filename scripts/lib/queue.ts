/** Entries by priority; the least first. */
export class Queue<T> {
  readonly #heap: T[] = [];

  /** @param isBefore Whether its first argument comes before its second. */
  constructor(private readonly isBefore: (a: T, b: T) => boolean) {}

  push(entry: T): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapUnlessOrdered(parent, index)) return;
      index = parent;
    }
  }

  /** Takes the first entry; `undefined` when there is none. */
  shift(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    heap[0] = last;
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = right < heap.length && this.#comesBefore(right, left) ? right : left;
      if (child >= heap.length || !this.#swapUnlessOrdered(index, child)) return first;
      index = child;
    }
  }

  #comesBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    return first !== undefined && second !== undefined && this.isBefore(first, second);
  }

  /** Swaps parent and child when the child comes before; says whether it did. */
  #swapUnlessOrdered(parent: number, child: number): boolean {
    if (!this.#comesBefore(child, parent)) return false;
    const [a, b] = [this.#heap[parent], this.#heap[child]];
    if (a === undefined || b === undefined) return false;
    [this.#heap[parent], this.#heap[child]] = [b, a];
    return true;
  }
}
