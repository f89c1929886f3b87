// What a shop says of itself: how long, in which form. The names of the rules that were broken are the keys of their
// words. Pure.
import { z } from "zod";
import type { PostalAddress } from "@/db/schema/accounts";
import { Bio, DisplayName, Email } from "@/domain/accounts/rules";
import type { Locale } from "@/domain/context";
import { isCurrency } from "./country-rules";

export const shopLimits = { legalName: 120, website: 200, returnPolicy: 4000 } as const;

/** What Merle keeps of what is sold: of a new shop, in basis points of its goods. */
export const commissionBasisPoints = 500;

/** So many currencies a shop can name beside its own. */
export const mostOtherCurrencies = 10;

/** Those chosen, each once; undefined when one is not known or the shop's own, or when they are too many. */
export function otherCurrenciesOf(chosen: string[], own: string): string[] | undefined {
  const each = [...new Set(chosen)].toSorted();
  const isRight = each.every((code) => isCurrency(code) && code !== own);
  return isRight && each.length <= mostOtherCurrencies ? each : undefined;
}

export type ReturnPolicy = { en: string; fr: string };

export type ShopFacts = {
  name: string;
  bio: string;
  legalName: string;
  /** In the country of the shop, which stays: its account at Stripe and its taxes hang on it. */
  address: PostalAddress;
  supportEmail: string;
  /** With its scheme; blank when there is none. */
  website: string;
  returnPolicy: ReturnPolicy;
  pricesIncludeTax: boolean;
  timeZone: string;
  avatarUrl: string | null;
  bannerUrl: string | null;
};

/** Of them, who sells and how to reach them. */
export const sellerFactNames: ReadonlySet<string> = new Set([
  "legalName",
  "address",
  "supportEmail",
  "website",
] satisfies (keyof ShopFacts)[]);

/** "atelier.example" is taken for https://atelier.example. */
const withScheme = (typed: string) =>
  typed === "" || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;

const Website = z
  .string()
  .trim()
  .transform(withScheme)
  .pipe(
    z
      .string()
      .max(shopLimits.website, "website-wrong")
      .refine(
        (url) =>
          url === "" || z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).safeParse(url).success,
        "website-wrong",
      ),
  );

const Policy = z.string().trim().max(shopLimits.returnPolicy, "policy-long").default("");

export const ShopIdentity = z.object({ name: DisplayName, bio: Bio });

export const ShopSeller = z.object({
  legalName: z
    .string("legal-name-missing")
    .trim()
    .min(1, "legal-name-missing")
    .max(shopLimits.legalName, "legal-name-long"),
  supportEmail: Email,
  website: Website,
});

export const ShopReturns = z
  .object({ policyEn: Policy, policyFr: Policy })
  .refine(({ policyEn, policyFr }) => policyEn !== "" || policyFr !== "", {
    path: ["policyEn"],
    message: "policy-missing",
  })
  .transform(({ policyEn, policyFr }) => ({ en: policyEn, fr: policyFr }));

export type BrokenShopRule =
  | "legal-name-missing"
  | "legal-name-long"
  | "website-wrong"
  | "policy-missing"
  | "policy-long";

/** In the reader's language where the shop has written it so, else in the other. */
export const policyIn = (policy: ReturnPolicy, locale: Locale): { text: string; locale: Locale } => {
  const other = locale === "en" ? "fr" : "en";
  return policy[locale] ? { text: policy[locale], locale } : { text: policy[other], locale: other };
};
