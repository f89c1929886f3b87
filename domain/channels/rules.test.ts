import { expect, test } from "vitest";
import { isInsideRollOut, type Life, type Phase, phaseOf, whyNoNewListing, whyNotSelling } from "./rules";

const at = (iso: string) => new Date(iso);
const nobody = { key: undefined, country: undefined };

// The dates of one channel, as they were announced: sales end on 1 February 2017.
const life: Life = {
  opensAt: at("2014-09-08T00:00:00.000Z"),
  openToAllAt: at("2015-10-01T00:00:00.000Z"),
  rolloutShareBasisPoints: 1_000,
  rolloutCountries: ["US"],
  endAnnouncedAt: at("2017-01-10T00:00:00.000Z"),
  lastNewListingAt: at("2017-01-20T00:00:00.000Z"),
  salesEndAt: at("2017-02-01T00:00:00.000Z"),
  fulfilByAt: at("2017-03-01T00:00:00.000Z"),
  refundsUntilAt: at("2017-04-01T00:00:00.000Z"),
  closesAt: at("2017-04-30T00:00:00.000Z"),
};

const order: Phase[] = ["not-open", "rolling-out", "selling", "ending", "winding-down", "closed"];

test("each phase begins in the very millisecond of its date, and the one before ends there", () => {
  const boundaries: [Date, Phase, Phase][] = [
    [life.opensAt, "not-open", "rolling-out"],
    [life.openToAllAt!, "rolling-out", "selling"],
    [life.endAnnouncedAt!, "selling", "ending"],
    [life.salesEndAt!, "ending", "winding-down"],
    [life.closesAt!, "winding-down", "closed"],
  ];
  for (const [date, before, after] of boundaries) {
    expect(phaseOf(life, new Date(date.getTime() - 1))).toBe(before);
    expect(phaseOf(life, date)).toBe(after);
  }
});

test("a phase never goes backwards, whichever dates are known", () => {
  const dates = ["openToAllAt", "endAnnouncedAt", "salesEndAt", "closesAt"] as const;
  for (let known = 0; known < 2 ** dates.length; known++) {
    const some = { ...life };
    dates.forEach((name, i) => {
      if ((known & (1 << i)) === 0) some[name] = null;
    });
    let reached = 0;
    for (let day = at("2014-09-01").getTime(); day < at("2017-06-01").getTime(); day += 12 * 3_600_000) {
      const phase = order.indexOf(phaseOf(some, new Date(day)));
      expect(phase).toBeGreaterThanOrEqual(reached);
      reached = phase;
    }
  }
});

test("without an end nothing ends", () => {
  const open: Life = { ...life, openToAllAt: null, endAnnouncedAt: null, salesEndAt: null, closesAt: null };
  expect(whyNotSelling(open, at("2100-01-01"), nobody)).toBeUndefined();
});

test("during the roll-out only its share of its countries can buy, and the same people every time", () => {
  const during = at("2015-01-01");
  const people = Array.from({ length: 4_000 }, (_, i) => ({ key: `person-${i}`, country: "US" }));
  const inside = people.filter((person) => whyNotSelling(life, during, person) === undefined);
  expect(inside.length).toBeGreaterThan(300);
  expect(inside.length).toBeLessThan(500);
  expect(inside.every((person) => isInsideRollOut(life, person))).toBe(true);
  expect(
    inside.every(({ key }) => whyNotSelling(life, during, { key, country: "FR" }) === "not-rolled-out"),
  ).toBe(true);
  expect(whyNotSelling(life, during, nobody)).toBe("not-rolled-out");
});

test("what is ending still sells, and says why not once sales have ended", () => {
  expect(whyNotSelling(life, at("2017-01-31T23:59:59.999Z"), nobody)).toBeUndefined();
  expect(whyNotSelling(life, life.salesEndAt!, nobody)).toBe("sales-ended");
  expect(whyNotSelling(life, at("2014-01-01"), nobody)).toBe("not-open");
});

test("nothing new is listed before the opening, from the day of the last new listing, and after the close", () => {
  const before = (date: Date) => new Date(date.getTime() - 1);
  expect(whyNoNewListing([life], before(life.opensAt))).toEqual({ reason: "not-open", at: life.opensAt });
  expect(whyNoNewListing([life], life.opensAt)).toBeUndefined();
  expect(whyNoNewListing([life], before(life.lastNewListingAt!))).toBeUndefined();
  const over = { reason: "no-new-listings", at: life.lastNewListingAt };
  expect(whyNoNewListing([life], life.lastNewListingAt!)).toEqual(over);
  expect(whyNoNewListing([life], before(life.closesAt!))).toEqual(over);
  expect(whyNoNewListing([life], life.closesAt!)).toEqual({ reason: "closed", at: life.closesAt });
});

test("of programme, channel and connection the first end counts, and the last opening", () => {
  const later = { ...life, lastNewListingAt: null, opensAt: at("2015-06-01") };
  expect(whyNoNewListing([later, life], at("2017-01-21"))?.at).toEqual(life.lastNewListingAt);
  expect(whyNoNewListing([life, later], at("2015-01-01"))).toEqual({
    reason: "not-open",
    at: later.opensAt,
  });
  // Without a day of its own for new listings they end when the sales end.
  expect(whyNoNewListing([later], at("2017-01-21"))).toBeUndefined();
  expect(whyNoNewListing([later], life.salesEndAt!)?.reason).toBe("no-new-listings");
});
