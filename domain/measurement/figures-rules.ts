// What a shop may ask of its figures, and how they are put together. Pure.

export const periods = [7, 30, 90, 365] as const;
export type Period = (typeof periods)[number];

export type Figures = {
  seen: number;
  opened: number;
  bought: number;
  /** Minor units of the shop's currency, tax and delivery included. */
  soldMinor: number;
  refundedMinor: number;
};

export type DayFigures = Figures & { day: string };

export const figureColumns = ["seen", "opened", "bought", "soldMinor", "refundedMinor"] as const;
export type FigureColumn = (typeof figureColumns)[number];

const none: Figures = { seen: 0, opened: 0, bought: 0, soldMinor: 0, refundedMinor: 0 };

/** Every one of the days, in their order, with nought where nothing happened. */
export function everyDay(days: string[], known: DayFigures[]): DayFigures[] {
  const byDay = new Map(known.map((figures) => [figures.day, figures]));
  return days.map((day) => byDay.get(day) ?? { day, ...none });
}

export function sumOf(all: Figures[]): Figures {
  const sum = { ...none };
  for (const one of all) for (const column of figureColumns) sum[column] += one[column];
  return sum;
}

/** How many of so many, in hundredths of a percent; undefined where there were none, or more than all. */
export function shareOf(part: number, whole: number): number | undefined {
  return whole > 0 && part <= whole ? Math.round((part * 10_000) / whole) : undefined;
}
