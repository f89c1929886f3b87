// Where a process can die or be overtaken. Everything that runs in the app stops at each point: before and after every
// question to Stripe, and before everything that it writes. Between two points one runs alone, so that the seed alone
// decides who goes next and who never gets there, on either engine.
import type { Random } from "./random";

export type Ended<T> = { kind: "ended"; value: T } | { kind: "failed"; error: unknown } | { kind: "died" };

type Waiting = { at: string; goOn: () => void };

export class Turns {
  readonly #random: Random;
  #waiting: Waiting[] = [];
  #running = 0;
  #onIdle = () => {};
  #onDeath: (() => void)[] = [];
  #life = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Comes back when it is the caller's turn; never, when the process has died before that. */
  point(life: number, at: string): Promise<void> {
    if (life !== this.#life) return new Promise(() => {});
    this.#stop();
    return new Promise((resolve) => this.#waiting.push({ at, goOn: resolve }));
  }

  /** The process that lives now. What another one began does not go on. */
  get life(): number {
    return this.#life;
  }

  /** Begins something in the process of now. It runs while `untilQuiet` does. */
  begin<T>(name: string, work: () => Promise<T>): Promise<Ended<T>> {
    const life = this.#life;
    const died = new Promise<Ended<T>>((resolve) => this.#onDeath.push(() => resolve({ kind: "died" })));
    const begun = new Promise<void>((resolve) => this.#waiting.push({ at: `${name} begins`, goOn: resolve }));
    const ended = begun.then(work).then(
      (value): Ended<T> => ({ kind: "ended", value }),
      (error: unknown): Ended<T> => ({ kind: "failed", error }),
    );
    void ended.then(() => life === this.#life && this.#stop());
    return Promise.race([ended, died]);
  }

  /**
   * Lets all that was begun run to its end, one at a time, in an order of chance.
   * @param outside what the world does meanwhile, such as Stripe delivering what it has to tell.
   * @param dying the point at which the process dies, counted from 1, and how.
   * @returns where it died, if it came to that.
   */
  async untilQuiet(
    outside: Promise<unknown> | undefined,
    dying: { atPoint: number; die: () => Promise<void> } | undefined,
  ): Promise<string | undefined> {
    let isOutsideOver = outside === undefined;
    const over = () => (isOutsideOver = true);
    outside?.then(over, over);
    let diedAt: string | undefined;
    for (let points = 1; ; points++) {
      await this.#idle();
      if (!isOutsideOver) await breath();
      if (this.#waiting.length === 0) {
        if (isOutsideOver) return diedAt;
        points--;
        continue;
      }
      const [next] = this.#waiting.splice(this.#random.whole(0, this.#waiting.length - 1), 1);
      if (points === dying?.atPoint) {
        diedAt = next?.at;
        this.#end();
        await dying.die();
        continue;
      }
      this.#running++;
      next?.goOn();
    }
  }

  /** Nothing of this process happens any more, and what it had in mind is lost. */
  #end(): void {
    this.#life++;
    this.#waiting = [];
    this.#running = 0;
    for (const tell of this.#onDeath.splice(0)) tell();
  }

  #stop(): void {
    this.#running--;
    if (this.#running === 0) this.#onIdle();
  }

  async #idle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    if (this.#waiting.length === 0) this.#onDeath = [];
  }
}

/** Lets what is outside of the app go on until it waits for the app, or is over. */
async function breath(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
