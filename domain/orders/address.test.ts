import { expect, test } from "vitest";
import { envelopeLines } from "./address-rules";
import { readAddress } from "./read-address";

const typed = {
  fullName: "Ada Whitlock",
  line1: "12 Elm",
  line2: "",
  city: "Portland",
  state: "OR",
  postalCode: "97201",
  country: "US",
};

test("an address in the United States has a state, by its code in any case", () => {
  expect(readAddress({ ...typed, state: " or " })).toEqual({
    ok: true,
    value: {
      fullName: "Ada Whitlock",
      line1: "12 Elm",
      city: "Portland",
      state: "OR",
      postalCode: "97201",
      country: "US",
    },
  });
  expect(readAddress({ ...typed, state: "" })).toMatchObject({ detail: { state: "missing" } });
  expect(readAddress({ ...typed, state: "ZZ" })).toMatchObject({ detail: { state: "unknown-state" } });
});

test("an address in France has no state, and one that was typed is left out", () => {
  const outcome = readAddress({ ...typed, city: "Lyon", postalCode: "69001", country: "FR" });
  expect(outcome.ok && outcome.value).not.toHaveProperty("state");
});

test("a postal code of another country is told", () => {
  expect(readAddress({ ...typed, postalCode: "SW1A 1AA" })).toMatchObject({
    detail: { postalCode: "bad-postal-code" },
  });
  expect(readAddress({ ...typed, country: "GB", postalCode: "sw1a 1aa" })).toMatchObject({
    ok: true,
    value: { postalCode: "SW1A 1AA" },
  });
});

test("Hong Kong has no postal codes and is asked for none", () => {
  expect(readAddress({ ...typed, country: "HK", postalCode: "" }).ok).toBe(true);
});

test("everything that is missing is told at once", () => {
  const nothing = { fullName: " ", line1: "", line2: "", city: "", state: "", postalCode: "", country: "" };
  expect(readAddress(nothing)).toMatchObject({
    detail: { fullName: "missing", line1: "missing", city: "missing", country: "missing" },
  });
});

test("an envelope is written as its country does, and names it in the reader's language", () => {
  const ada = {
    fullName: "Ada Whitlock",
    line1: "12 Elm",
    city: "Portland",
    state: "OR",
    postalCode: "97201",
  };
  expect(envelopeLines({ ...ada, country: "US" }, "fr")).toEqual([
    "Ada Whitlock",
    "12 Elm",
    "Portland OR 97201",
    "États-Unis",
  ]);
  const grace = { fullName: "Grace Martin", line1: "12 rue Mercière", city: "Lyon", postalCode: "69002" };
  expect(envelopeLines({ ...grace, country: "FR" }, "en")).toEqual([
    "Grace Martin",
    "12 rue Mercière",
    "69002 Lyon",
    "France",
  ]);
  expect(envelopeLines({ ...grace, city: "London", postalCode: "SW1A 1AA", country: "GB" }, "en")).toContain(
    "London SW1A 1AA",
  );
});
