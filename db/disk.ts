// Has what was written reach the disk. Whoever asks waits for a turn that begins after they asked: all who ask while one
// is under way share the next.
export class Disk {
  readonly #flush: () => Promise<void>;
  #underWay: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(flush: () => Promise<void>) {
    this.#flush = flush;
  }

  /** @throws what the flush throws: then nobody knows what is on the disk. */
  reach(): Promise<void> {
    this.#next ??= this.#underWay.then(() => {
      this.#next = undefined;
      const turn = this.#flush();
      this.#underWay = turn.catch(() => undefined);
      return turn;
    });
    return this.#next;
  }
}
