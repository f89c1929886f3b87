// What a shop may ask of its figures, and how they are put together. Pure.

export const periods = [7, 30, 90, 365] as const;
export type Period = (typeof periods)[number];

export type Figures = {
  seen: number;
  opened: number;
  /** Orders in any currency. */
  bought: number;
  /** Minor units of the shop's own currency, tax and delivery included. */
  soldMinor: number;
  refundedMinor: number;
  /** The same in its further currencies, in the order of their codes: never added to the others. */
  others: Amounts[];
};

export type Amounts = { currency: string; soldMinor: number; refundedMinor: number };

export type DayFigures = Figures & { day: string };

export const figureColumns = ["seen", "opened", "bought", "soldMinor", "refundedMinor"] as const;
export type FigureColumn = (typeof figureColumns)[number];

const none = { seen: 0, opened: 0, bought: 0, soldMinor: 0, refundedMinor: 0 };

/** Every one of the days, in their order, with nought where nothing happened. */
export function everyDay(days: string[], known: DayFigures[]): DayFigures[] {
  const byDay = new Map(known.map((figures) => [figures.day, figures]));
  return days.map((day) => byDay.get(day) ?? { day, ...none, others: [] });
}

export function sumOf(all: Figures[]): Figures {
  const sum = { ...none };
  for (const one of all) for (const column of figureColumns) sum[column] += one[column];
  const others = new Map<string, Amounts>();
  for (const { currency, soldMinor, refundedMinor } of all.flatMap((one) => one.others)) {
    const before = others.get(currency) ?? { currency, soldMinor: 0, refundedMinor: 0 };
    others.set(currency, {
      currency,
      soldMinor: before.soldMinor + soldMinor,
      refundedMinor: before.refundedMinor + refundedMinor,
    });
  }
  return { ...sum, others: [...others.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

/** How many of so many, in hundredths of a percent; undefined where there were none, or more than all. */
export function shareOf(part: number, whole: number): number | undefined {
  return whole > 0 && part <= whole ? Math.round((part * 10_000) / whole) : undefined;
}
