// Reads an address as it was typed. Mends what can be mended, names what cannot.
import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";
import type { PostalAddress } from "@/db/schema/accounts";
import { isCountry } from "@/domain/accounts/countries";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { addressFields, stateCode } from "./address-rules";

export type AddressProblem = "missing" | "unknown-state" | "bad-postal-code" | "unknown-country" | "too-long";
export type AddressProblems = Partial<Record<keyof PostalAddress, AddressProblem>>;

const longest = 120;

/** Refuses "bad-address" with the first problem of each field as detail. */
export function readAddress(
  typed: Record<keyof PostalAddress, string>,
): Outcome<PostalAddress, "bad-address", AddressProblems> {
  const problems: AddressProblems = {};
  const text = (name: keyof PostalAddress) => typed[name].trim().replace(/\s+/g, " ");
  const country = text("country").toUpperCase();
  if (!isCountry(country)) problems.country = country === "" ? "missing" : "unknown-country";
  const { state, needsPostalCode } = addressFields(country);

  for (const name of ["fullName", "line1", "city"] as const)
    if (text(name) === "") problems[name] = "missing";
  for (const name of ["fullName", "line1", "line2", "city"] as const)
    if (text(name).length > longest) problems[name] = "too-long";
  const code = state ? stateCode(country, text("state")) : undefined;
  if (state && !code) problems.state = text("state") === "" ? "missing" : "unknown-state";
  const postalCode = text("postalCode").toUpperCase();
  if (needsPostalCode && postalCode === "") problems.postalCode = "missing";
  else if (needsPostalCode && !isPostalCode(postalCode, country)) problems.postalCode = "bad-postal-code";

  if (Object.keys(problems).length > 0) return refuse("bad-address", problems);
  return ok({
    fullName: text("fullName"),
    line1: text("line1"),
    ...(text("line2") === "" ? {} : { line2: text("line2") }),
    city: text("city"),
    ...(code === undefined ? {} : { state: code }),
    ...(needsPostalCode ? { postalCode } : {}),
    country,
  });
}

function isPostalCode(postalCode: string, country: string): boolean {
  return postcodeValidatorExistsForCountry(country)
    ? postcodeValidator(postalCode, country)
    : postalCode.length <= 12;
}
