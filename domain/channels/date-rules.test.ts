import { describe, expect, test } from "vitest";
import {
  dayIn,
  earliestEnd,
  type EndDates,
  endFields,
  filledEnd,
  noEnd,
  phaseOfAll,
  readEndDays,
  startOfDayFrom,
  startOfDayIn,
  whyChangeIsWrong,
  whyEndIsWrong,
} from "./date-rules";
import type { Life, Phase } from "./rules";

const at = (iso: string) => new Date(iso);

const end: EndDates = {
  lastNewListingAt: at("2027-01-20T00:00:00Z"),
  salesEndAt: at("2027-02-01T00:00:00Z"),
  fulfilByAt: at("2027-03-01T00:00:00Z"),
  refundsUntilAt: at("2027-04-01T00:00:00Z"),
  closesAt: at("2027-04-30T00:00:00Z"),
};
const life = { opensAt: at("2014-09-08T00:00:00Z"), endAnnouncedAt: at("2027-01-10T00:00:00Z") };

/** Numbers that look like chance and are the same every time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("a day is its start, where it is meant", () => {
  test.each([
    ["UTC", "2027-02-01", "2027-02-01T00:00:00.000Z"],
    ["Europe/Paris", "2027-02-01", "2027-01-31T23:00:00.000Z"],
    ["Europe/Paris", "2027-07-01", "2027-06-30T22:00:00.000Z"],
    // The clocks go forward on 28 March and back on 31 October 2027, hours after midnight.
    ["Europe/Paris", "2027-03-28", "2027-03-27T23:00:00.000Z"],
    ["Europe/Paris", "2027-03-29", "2027-03-28T22:00:00.000Z"],
    ["Europe/Paris", "2027-10-31", "2027-10-30T22:00:00.000Z"],
    ["Europe/Paris", "2027-11-01", "2027-10-31T23:00:00.000Z"],
    ["America/Los_Angeles", "2027-02-01", "2027-02-01T08:00:00.000Z"],
    ["Pacific/Auckland", "2027-02-01", "2027-01-31T11:00:00.000Z"],
    ["Asia/Kathmandu", "2027-02-01", "2027-01-31T18:15:00.000Z"],
    // In 2018 the clocks of São Paulo skipped midnight: the day began at one.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
    // In 2022 those of Havana had the hour from midnight twice: the day began with the first.
    ["America/Havana", "2022-11-06", "2022-11-06T04:00:00.000Z"],
  ])("in %s the day %s begins at %s", (timeZone, day, instant) => {
    expect(startOfDayIn(day, timeZone)?.toISOString()).toBe(instant);
    expect(dayIn(at(instant), timeZone)).toBe(day);
    expect(dayIn(new Date(at(instant).getTime() - 1), timeZone)).not.toBe(day);
  });

  test("what is no day of the calendar is refused", () => {
    for (const day of ["2027-02-30", "2027-13-01", "2027-00-10", "1 February", "2027-2-1", "", "20270201"])
      expect(startOfDayIn(day, "Europe/Paris"), day).toBeUndefined();
    expect(startOfDayIn("2028-02-29", "UTC")).toEqual(at("2028-02-29T00:00:00Z"));
  });

  test("thirty days before are thirty days of the calendar, whatever the clocks did between", () => {
    const salesEnd = startOfDayIn("2027-04-10", "Europe/Paris")!;
    expect(startOfDayFrom(salesEnd, -30, "Europe/Paris")).toEqual(startOfDayIn("2027-03-11", "Europe/Paris"));
  });

  test("a day that is shown and saved again keeps its very instant", () => {
    const odd = { ...end, salesEndAt: at("2027-02-01T08:30:00Z") };
    const shown = Object.fromEntries(endFields.map((field) => [field, dayIn(odd[field]!, "UTC")]));
    expect(readEndDays(shown as Record<(typeof endFields)[number], string>, "UTC", odd)).toEqual({
      dates: odd,
    });
  });
});

describe("the order of the dates", () => {
  test("an end in order is right, and so is one where all comes on one day", () => {
    expect(whyEndIsWrong(life, end)).toBeUndefined();
    const oneDay = Object.fromEntries(endFields.map((field) => [field, end.salesEndAt])) as EndDates;
    expect(whyEndIsWrong(life, oneDay)).toBeUndefined();
    expect(
      whyEndIsWrong(life, { ...noEnd, salesEndAt: end.salesEndAt, closesAt: end.closesAt }),
    ).toBeUndefined();
  });

  test("each date that comes before another is named with it", () => {
    const before = (date: Date | null) => new Date((date?.getTime() ?? 0) - 1);
    const said = (dates: Partial<EndDates>) => whyEndIsWrong(life, { ...end, ...dates });
    expect(said({ lastNewListingAt: before(life.endAnnouncedAt) })).toEqual({
      fault: "before",
      field: "lastNewListingAt",
      other: "endAnnouncedAt",
    });
    for (const [place, field] of endFields.entries()) {
      const other = endFields[place - 1];
      if (other) expect(said({ [field]: before(end[other]) })).toEqual({ fault: "before", field, other });
    }
    // What is left open between two does not hide that they are out of order.
    expect(said({ fulfilByAt: null, refundsUntilAt: null, closesAt: before(end.salesEndAt) })).toEqual({
      fault: "before",
      field: "closesAt",
      other: "salesEndAt",
    });
    const late = { ...life, opensAt: at("2030-01-01") };
    expect(whyEndIsWrong(late, end)).toMatchObject({ fault: "before", other: "opensAt" });
  });

  test("no end is without a day for the sales and a day for the close", () => {
    expect(whyEndIsWrong(life, { ...end, salesEndAt: null })).toEqual({
      fault: "missing",
      field: "salesEndAt",
    });
    expect(whyEndIsWrong(life, { ...end, closesAt: null })).toEqual({ fault: "missing", field: "closesAt" });
  });

  test("an own end never outlasts that of what it belongs to", () => {
    const later = { ...end, refundsUntilAt: new Date(end.refundsUntilAt!.getTime() + 1) };
    expect(whyEndIsWrong(life, end, end)).toBeUndefined();
    expect(whyEndIsWrong(life, later, end)).toEqual({
      fault: "after-above",
      field: "refundsUntilAt",
      limit: end.refundsUntilAt,
    });
  });

  test("what has passed stays, and nothing is moved into the past", () => {
    const now = at("2027-02-10T00:00:00Z");
    expect(whyChangeIsWrong(end, end, now)).toBeUndefined();
    expect(whyChangeIsWrong(end, { ...end, salesEndAt: at("2027-02-20") }, now)).toEqual({
      fault: "has-passed",
      field: "salesEndAt",
    });
    expect(whyChangeIsWrong(end, { ...end, fulfilByAt: now }, now)).toEqual({
      fault: "in-the-past",
      field: "fulfilByAt",
    });
    expect(whyChangeIsWrong(end, { ...end, closesAt: at("2027-06-01") }, now)).toBeUndefined();
  });
});

describe("of several ends the earliest of each date counts", () => {
  const order: Phase[] = ["not-open", "rolling-out", "selling", "ending", "winding-down", "closed"];
  const day = 24 * 3_600_000;
  const base = at("2027-01-01T00:00:00Z").getTime();

  function anyLife(below: (n: number) => number): Life {
    const days = Array.from({ length: 8 }, () => below(400)).toSorted((a, b) => a - b);
    const instant = (place: number) => new Date(base + (days[place] ?? 0) * day + below(3) - 1);
    const some = (place: number) => (below(3) === 0 ? null : instant(place));
    const ends = below(4) > 0;
    const made: Life = {
      opensAt: instant(0),
      openToAllAt: some(1),
      rolloutShareBasisPoints: 10_000,
      rolloutCountries: null,
      endAnnouncedAt: ends ? instant(2) : null,
      lastNewListingAt: ends ? some(3) : null,
      salesEndAt: ends ? instant(4) : null,
      fulfilByAt: ends ? some(5) : null,
      refundsUntilAt: ends ? some(6) : null,
      closesAt: ends ? instant(7) : null,
    };
    return made;
  }

  test("whatever the dates, the whole is in order, is over no later than its parts, and never goes back", () => {
    const below = chance(20_270_201);
    for (let turn = 0; turn < 300; turn++) {
      const lives = Array.from({ length: 1 + below(3) }, () => anyLife(below)).filter(
        // Only what can be announced: the makers of dates above may put two of a day out of order by a millisecond.
        (one) =>
          one.endAnnouncedAt === null ||
          whyEndIsWrong({ opensAt: one.opensAt, endAnnouncedAt: one.endAnnouncedAt }, one) === undefined,
      );
      if (lives.length === 0) continue;
      const whole = earliestEnd(lives);
      const inOrder = endFields.flatMap((field) => whole[field]?.getTime() ?? []);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      const instants = lives
        .flatMap((one) => Object.values(one).filter((value) => value instanceof Date))
        .flatMap((date) => [-1, 0, 1].map((more) => date.getTime() + more))
        .toSorted((a, b) => a - b);
      let reached = 0;
      for (const instant of instants) {
        const now = new Date(instant);
        const phase = order.indexOf(phaseOfAll(lives, now));
        expect(phase).toBeGreaterThanOrEqual(reached);
        reached = phase;
        const isOpen = lives.every(({ opensAt }) => opensAt <= now);
        for (const one of lives)
          if (isOpen && one.closesAt && one.closesAt <= now) expect(order[phase]).toBe("closed");
      }
    }
  });

  test("a date that was left open does not let another outlast the close", () => {
    const short = { ...noEnd, salesEndAt: end.salesEndAt, closesAt: at("2027-02-15") };
    expect(earliestEnd([end, short]).fulfilByAt).toEqual(at("2027-02-15"));
    expect(filledEnd(short).lastNewListingAt).toEqual(end.salesEndAt);
    expect(earliestEnd([noEnd, noEnd])).toEqual(noEnd);
  });
});
