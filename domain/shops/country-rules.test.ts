import { describe, expect, test } from "vitest";
import { countryCodes } from "@/domain/accounts/countries";
import { isCurrency, isTimeZone, usualCurrency, usuallyIncludesTax, usualTimeZone } from "./country-rules";
import { ShopReturns, ShopSeller } from "./shop-rules";

describe("what is usual", () => {
  test.each([
    ["FR", "EUR", true, "Europe/Paris"],
    ["JP", "JPY", true, "Asia/Tokyo"],
    ["DE", "EUR", true, "Europe/Berlin"],
    ["CA", "CAD", false, undefined],
    ["US", "USD", false, undefined],
    ["CU", "USD", true, "America/Havana"],
  ])("in %s", (country, currency, includesTax, timeZone) => {
    expect([usualCurrency(country), usuallyIncludesTax(country), usualTimeZone(country)]).toEqual([
      currency,
      includesTax,
      timeZone,
    ]);
  });

  test("is known of every country, in a currency in which cards are charged and a zone that can be chosen", () => {
    for (const country of countryCodes) {
      expect(isCurrency(usualCurrency(country)), country).toBe(true);
      const zone = usualTimeZone(country);
      if (zone) expect(isTimeZone(zone), `${country} ${zone}`).toBe(true);
    }
  });
});

describe("a seller", () => {
  const seller = (website: string) =>
    ShopSeller.safeParse({ legalName: "Kiln", supportEmail: "a@kiln.example", website });

  test.each([
    ["", ""],
    ["kiln.example", "https://kiln.example"],
    ["http://kiln.example/shop", "http://kiln.example/shop"],
  ])("may write its website as %j", (typed, kept) => {
    expect(seller(typed).data?.website).toBe(kept);
  });

  test.each(["javascript:alert(1)", "kiln", "https://", "ftp://kiln.example"])(
    "%s is no website",
    (typed) => {
      expect(seller(typed).error?.issues[0]?.message).toBe("website-wrong");
    },
  );

  test("writes its return policy in one language at least", () => {
    expect(ShopReturns.safeParse({ policyEn: " ", policyFr: "" }).error?.issues[0]?.message).toBe(
      "policy-missing",
    );
    expect(ShopReturns.parse({ policyFr: "30 jours" })).toEqual({ en: "", fr: "30 jours" });
  });
});
