// Which figures an address asks for.
import { z } from "zod";
import { type FigureColumn, figureColumns, type Period, periods } from "@/domain/measurement/figures-rules";

const Asked = z.object({
  days: z.coerce
    .number()
    .refine((days): days is Period => (periods as readonly number[]).includes(days))
    .catch(30),
  sort: z.enum(figureColumns).catch("soldMinor"),
  dir: z.enum(["up", "down"]).catch("down"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type FiguresAsked = { days: Period; sort: FigureColumn; dir: "up" | "down"; page: number };

export const figuresAsked = (search: Record<string, unknown>): FiguresAsked => Asked.parse(search);

/** The address of the same page with something else asked. What is not said is as it was. */
export const figuresAddress = (asked: FiguresAsked, change: Partial<FiguresAsked>): string =>
  `/dashboard?${new URLSearchParams(
    Object.entries({ ...asked, page: 1, ...change }).map(([name, value]) => [name, String(value)]),
  )}`;
