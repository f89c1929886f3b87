// The files of the demo world, each with its shape. What they mean is told in README.md beside them.
import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { accountKinds, locales } from "@/db/schema/accounts";
import { checkoutPlaces } from "@/db/schema/catalog";

const handle = z.string().regex(/^[a-z0-9_]{3,30}$/);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const day = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/);
const currency = z.enum(["EUR", "USD", "GBP", "CAD", "JPY"]);
const minor = z.int().positive();
const bothLanguages = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });

const standardDelivery = z.strictObject({
  kind: z.literal("standard"),
  feeMinor: minor,
  freeFromMinor: minor.optional(),
  minDays: z.int().positive(),
  maxDays: z.int().positive(),
  countries: z.union([z.array(country).min(1), z.literal("*")]),
  otherFees: z.partialRecord(currency, z.strictObject({ feeMinor: minor, freeFromMinor: minor })).optional(),
});
const sameDayDelivery = z.strictObject({
  kind: z.literal("same-day"),
  feeMinor: minor,
  country,
  postalPrefixes: z.array(z.string().regex(/^\d+$/)).min(1),
  cityName: z.string().min(1),
  cutOff: z.literal("15:00"),
  deliveredBy: z.literal("20:00"),
});

const card = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("product"), merchant: handle, slug }),
  z.strictObject({ kind: z.literal("donation"), nonprofit: handle, cause: slug }),
]);

/** Days, each from its first moment on, UTC. */
const end = z.strictObject({
  announcedOn: day,
  lastNewListingOn: day,
  salesEndOn: day,
  fulfilByOn: day,
  refundsUntilOn: day,
  closesOn: day,
});
const life = {
  opensOn: day,
  openToAllOn: day.optional(),
  rolloutCountries: z.array(country).min(1).optional(),
  end: end.optional(),
};
const channelSlug = z.enum([
  "direct",
  "shopify",
  "bigcommerce",
  "demandware",
  "delivery-agent",
  "stripe-relay",
  "fancy",
]);

const shapes = {
  "people.json": z.array(
    z.strictObject({
      kind: z.enum(accountKinds),
      handle,
      name: z.string().min(1),
      bio: z.string().min(1).max(160),
      lang: z.enum(locales),
      country,
      city: z.string().min(1),
      email: z.email().endsWith("@merle.test").optional(),
      avatar: z.string().startsWith("/demo/avatars/"),
      banner: z.string().startsWith("/demo/banners/").optional(),
      verified: z.boolean(),
      joinedOn: day,
    }),
  ),
  "merchants.json": z.array(
    z.strictObject({
      handle,
      legalName: z.string().min(1),
      street: z.string().min(1),
      city: z.string().min(1),
      postalCode: z.string().min(1),
      state: z.string().min(1).optional(),
      country,
      currency,
      /** Its file has prices in them too. */
      otherCurrencies: z.array(currency).min(1).optional(),
      pricesIncludeTax: z.boolean(),
      supportEmail: z.email().endsWith(".example"),
      website: z.url().endsWith(".example"),
      returnPolicy: bothLanguages,
      timeZone: z.string().min(1),
      owner: handle,
      deliveryMethods: z.array(z.discriminatedUnion("kind", [standardDelivery, sameDayDelivery])).min(1),
    }),
  ),
  "nonprofits.json": z.array(
    z.strictObject({
      handle,
      legalName: z.string().min(1),
      registration: z.string().includes("invented"),
      country,
      verifiedOn: day,
      verificationNote: z.string().min(1),
      causes: z
        .array(
          z.strictObject({
            slug,
            title: z.string().min(1),
            description: z.string().min(1),
            currency,
            minimumMinor: minor,
            suggestions: z
              .array(z.strictObject({ amountMinor: minor, effect: bothLanguages }))
              .min(3)
              .max(4),
            image: z.string().startsWith("/demo/causes/"),
            imageAlt: z.string().min(1),
          }),
        )
        .min(1),
    }),
  ),
  "tax-rates.json": z.strictObject({
    asOf: day,
    source: z.string().min(1),
    notes: z.array(z.string().min(1)),
    rates: z.array(
      z.strictObject({
        country,
        state: z.string().min(1).nullable(),
        rateBasisPoints: z.int().nonnegative(),
        ratePartsPerMillion: z.int().nonnegative(),
        name: z.string().min(1),
        appliesToShipping: z.boolean(),
      }),
    ),
  }),
  "connections.json": z.array(
    z.strictObject({
      merchant: handle,
      channel: channelSlug,
    }),
  ),
  "history.json": z.strictObject({
    programmes: z.array(z.strictObject({ id: slug, ...life })).min(1),
    channels: z.array(z.strictObject({ slug: channelSlug, name: z.string().min(1), ...life })),
    connections: z.array(
      z.strictObject({
        merchant: handle,
        channel: channelSlug,
        opensOn: day,
        listings: z.array(z.strictObject({ slug, opensOn: day })).min(1),
      }),
    ),
    tweets: z.array(
      z.strictObject({
        id: z.string().regex(/^h\d+$/),
        author: handle,
        lang: z.enum(locales),
        text: z.string().min(1),
        at: z.iso.datetime(),
        replyTo: z.string().optional(),
        card: z
          .discriminatedUnion("kind", [
            z.strictObject({ kind: z.literal("product"), merchant: handle, channel: channelSlug, slug }),
            z.strictObject({ kind: z.literal("donation"), nonprofit: handle, cause: slug }),
          ])
          .optional(),
        likedBy: z.array(handle).min(1).optional(),
      }),
    ),
    promotions: z.array(
      z.strictObject({
        tweet: z.string(),
        advertiser: handle,
        paidBy: z.string().min(1),
        startsOn: day,
        endsOn: day,
        dailyImpressionCeiling: z.int().positive(),
      }),
    ),
  }),
  "listings.json": z.array(
    z.strictObject({
      merchant: handle,
      slug,
      checkout: z.enum(checkoutPlaces),
      opensMinutesAgo: z.int().optional(),
      endsInMinutes: z.int().optional(),
      unitsPerBuyer: z.int().positive().optional(),
    }),
  ),
  "tweets.json": z.array(
    z.strictObject({
      id: z.string().regex(/^t\d+$/),
      author: handle,
      lang: z.enum(locales),
      text: z.string(),
      minutesAgo: minor,
      replyTo: z.string().optional(),
      quoteOf: z.string().optional(),
      retweetOf: z.string().optional(),
      card: card.optional(),
      media: z
        .array(z.strictObject({ photo: slug, altEn: z.string().min(1), altFr: z.string().min(1) }))
        .optional(),
    }),
  ),
  "follows.json": z.array(z.tuple([handle, handle])),
  "likes.json": z.record(z.string(), z.array(handle).min(1).max(25)),
  "promotions.json": z.array(
    z.strictObject({
      tweet: z.string(),
      advertiser: handle,
      paidBy: z.string().min(1),
      startMinutesAgo: minor,
      days: z.int().positive(),
      countries: z.array(country).min(1).nullable(),
      interest: z
        .string()
        .regex(/^(follows|hashtag):\w+$/)
        .nullable(),
      dailyImpressionCeiling: z.int().positive(),
    }),
  ),
};

type Shapes = typeof shapes;
export type DemoFile<Name extends keyof Shapes> = z.infer<Shapes[Name]>;

export const root = path.join(import.meta.dirname, "../..");

/** Throws, naming the file, when it is not what it should be. */
export function demoFile<Name extends keyof Shapes>(name: Name): DemoFile<Name> {
  const written: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, name), "utf8"));
  const read = shapes[name].safeParse(written);
  if (!read.success) throw new Error(`scripts/demo/${name}: ${z.prettifyError(read.error)}`);
  return read.data as DemoFile<Name>;
}

/** A merchant's product file, as the importer reads it. */
export const catalogueFile = (merchant: string) => () =>
  createReadStream(path.join(import.meta.dirname, "catalogue", `${merchant}.csv`));

const Pictures = z.array(z.object({ path: z.string(), width: z.int(), height: z.int() }));

/** The pictures under public/, by the path that a page asks for. */
export function demoPictures(): Map<string, { width: number; height: number }> {
  const written: unknown = JSON.parse(readFileSync(path.join(root, "public/demo/pictures.json"), "utf8"));
  return new Map(Pictures.parse(written).map((picture) => [picture.path, picture]));
}
