// How a listing stands, in a merchant's eyes: for sale, or the first reason why not. Pure.
import type { Shopper } from "@/domain/channels/rules";
import type { NotForSale } from "./for-sale";

export const listingStates = [
  "for-sale",
  "sold-out",
  "price-not-fresh",
  "not-started",
  "over",
  "at-merchant-site",
  "draft",
  "archived",
  "withdrawn",
  "merchant-cannot-be-paid",
  "not-open",
  "not-rolled-out",
  "sales-ended",
] as const satisfies ("for-sale" | "draft" | "archived" | NotForSale)[];

export type ListingState = (typeof listingStates)[number];

/** Whom a merchant asks for: somebody of whom nothing is known. While a channel is rolled out, not yet everybody. */
export const nobody: Shopper = { key: undefined, country: undefined };

/** What is not active is said to be withdrawn; the merchant knows it as a draft or archived, whatever its channel does. */
export function listingStateOf(
  productStatus: "active" | "draft" | "archived",
  notForSale: NotForSale | undefined,
): ListingState {
  return productStatus === "active" ? (notForSale ?? "for-sale") : productStatus;
}

export const listingViews = ["all", "low-stock", ...listingStates] as const;
export type ListingView = (typeof listingViews)[number];

export const listingSorts = ["newest", "title", "price", "price-down", "stock", "stock-down"] as const;
export type ListingSort = (typeof listingSorts)[number];
