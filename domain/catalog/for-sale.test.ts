import { expect, test } from "vitest";
import type { Life } from "@/domain/channels/rules";
import { notForSaleReasons, type SaleFacts, whyNotForSale, whyVariantNotForSale } from "./for-sale";

const now = new Date("2026-05-04T12:00:00.000Z");
const before = new Date("2026-05-04T11:59:59.999Z");
const after = new Date("2026-05-04T12:00:00.001Z");
const shopper = { key: "ada", country: "US" };

const open: Life = {
  opensAt: before,
  openToAllAt: null,
  rolloutShareBasisPoints: 0,
  rolloutCountries: null,
  endAnnouncedAt: null,
  lastNewListingAt: null,
  salesEndAt: null,
  fulfilByAt: null,
  refundsUntilAt: null,
  closesAt: null,
};

const good: SaleFacts = {
  programme: open,
  channel: { ...open, priceFreshMinutes: null },
  connection: open,
  listing: { opensAt: before, endsAt: null, withdrawnAt: null, checkout: "here" },
  productStatus: "active",
  merchantCanBePaid: true,
  receiver: undefined,
  variants: [
    {
      id: "mug",
      priceMinor: 2400,
      currency: "EUR",
      priceCheckedAt: before,
      unitsInStock: 1,
      unitsHeld: 0,
      sellsWithoutStock: false,
    },
  ],
};
const mug = good.variants[0]!;
const old = { ...mug, priceCheckedAt: new Date("2026-05-01T11:00:00.000Z") };
const threeDays = { ...open, priceFreshMinutes: 3 * 24 * 60 };

// Each case breaks exactly one thing, in the order in which the function looks.
const broken: Record<(typeof notForSaleReasons)[number], Partial<SaleFacts>> = {
  "not-open": { programme: { ...open, opensAt: after } },
  "not-rolled-out": { programme: { ...open, openToAllAt: after } },
  "sales-ended": { programme: { ...open, salesEndAt: now } },
  withdrawn: { productStatus: "draft" },
  "not-started": { listing: { ...good.listing, opensAt: after } },
  over: { listing: { ...good.listing, endsAt: now } },
  "at-merchant-site": { listing: { ...good.listing, checkout: "merchant-site" } },
  "merchant-cannot-be-paid": { merchantCanBePaid: false },
  "price-not-fresh": { channel: threeDays, variants: [old] },
  "sold-out": { variants: [{ ...mug, unitsHeld: 1 }] },
};

test("what meets every condition can be bought", () => {
  expect(whyNotForSale(good, now, shopper)).toBeUndefined();
  expect(whyVariantNotForSale(good, "mug", now, shopper)).toBeUndefined();
});

test.each(notForSaleReasons)("%s is said when only that is wrong", (reason) => {
  const facts = { ...good, ...broken[reason] };
  expect(whyNotForSale(facts, now, shopper)).toBe(reason);
  expect(whyVariantNotForSale(facts, "mug", now, shopper)).toBe(reason);
});

test("of several reasons the first is given, in the order of the list", () => {
  for (const [i, first] of notForSaleReasons.entries()) {
    for (const second of notForSaleReasons.slice(i + 1)) {
      const facts = { ...good, ...broken[second], ...broken[first] };
      // Two that break the same thing cannot be wrong at once.
      const clash = Object.keys(broken[first]).some((key) => key in broken[second]);
      if (!clash) expect(whyNotForSale(facts, now, shopper)).toBe(first);
    }
  }
});

test("channel and connection close an offer as the programme does", () => {
  const ended = { ...open, salesEndAt: now };
  expect(whyNotForSale({ ...good, channel: { ...ended, priceFreshMinutes: null } }, now, shopper)).toBe(
    "sales-ended",
  );
  expect(whyNotForSale({ ...good, connection: ended }, now, shopper)).toBe("sales-ended");
});

test("one variant sold out does not close the others", () => {
  const facts = { ...good, variants: [{ ...mug, id: "gone", unitsInStock: 0 }, mug] };
  expect(whyNotForSale(facts, now, shopper)).toBeUndefined();
  expect(whyVariantNotForSale(facts, "gone", now, shopper)).toBe("sold-out");
});

test("what sells without stock is never sold out; a variant of another product is withdrawn", () => {
  const facts = { ...good, variants: [{ ...mug, unitsInStock: 0, sellsWithoutStock: true }] };
  expect(whyNotForSale(facts, now, shopper)).toBeUndefined();
  expect(whyVariantNotForSale(facts, "somebody else's", now, shopper)).toBe("withdrawn");
});

test("prices that are set here do not age", () => {
  expect(whyNotForSale({ ...good, variants: [old] }, now, shopper)).toBeUndefined();
});

test("what costs nothing, or a fraction that no card can pay, is had at the seller's own site", () => {
  for (const variant of [
    { ...mug, priceMinor: 0 },
    { ...mug, priceMinor: 1234, currency: "KWD" },
  ]) {
    expect(whyNotForSale({ ...good, variants: [variant] }, now, shopper)).toBe("at-merchant-site");
    expect(
      whyVariantNotForSale({ ...good, variants: [mug, { ...variant, id: "gift" }] }, "gift", now, shopper),
    ).toBe("at-merchant-site");
    expect(whyNotForSale({ ...good, variants: [mug, variant] }, now, shopper)).toBeUndefined();
  }
});
