// How long steps took: their number, the middle one, and the one that a hundredth exceeds.

export type Row = { step: string; times: number; "p50 ms": number; "p99 ms": number };

const toTwoDigits = (value: number) => Number(value.toPrecision(value < 100 ? 2 : 3));

export class Figures {
  readonly #milliseconds = new Map<string, number[]>();

  note(step: string, milliseconds: number): void {
    const all = this.#milliseconds.get(step) ?? [];
    all.push(milliseconds);
    this.#milliseconds.set(step, all);
  }

  forget(): void {
    this.#milliseconds.clear();
  }

  table(): Row[] {
    return [...this.#milliseconds].map(([step, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const at = (share: number) => toTwoDigits(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
      return { step, times: sorted.length, "p50 ms": at(0.5), "p99 ms": at(0.99) };
    });
  }
}
