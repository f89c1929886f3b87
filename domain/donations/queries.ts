// What a donor sees of their gifts: the list, and one of them whole, as a receipt.
import { and, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { accounts, nonprofits, people } from "@/db/schema/accounts";
import { causes, donations } from "@/db/schema/donations";
import { buyerKeyOf, type Core, personOf } from "@/domain/context";
import { isExpired, keptCardsOf } from "@/domain/payments/kept-cards";
import { type RefundTrouble, refundTroubleOf } from "@/domain/payments/refund-trouble";
import { isBeingPaid } from "@/domain/payments/start-attempt";
import { endOfShown, firstIdToCome } from "@/domain/shown";
import { causeOf, whyNotGivable } from "./causes";
import { pendingMonthlyGift } from "./monthly-gifts";
import type { Donation } from "./place-donation";
import type { DonateSheet, GivenGift, PendingGift } from "./views";

export type GiftRow = Pick<
  Donation,
  | "id"
  | "receiptNumber"
  | "status"
  | "causeId"
  | "currency"
  | "giftMinor"
  | "coveredFeeMinor"
  | "totalMinor"
  | "refundedMinor"
  | "isAnonymous"
  | "paidAt"
  | "createdAt"
> & { charityName: string; causeTitle: string; imageUrl: string };

export type GiftPage = GiftRow &
  Pick<Donation, "email" | "donorName"> & {
    charityHandle: string;
    legalName: string;
    registration: string;
    country: string;
    isBeingPaid: boolean;
    /** Why money that was to go back has not, if the last refund failed. */
    refundTrouble: RefundTrouble | undefined;
  };

export const giftsPerPage = 20;

const columns = {
  donation: donations,
  charityName: accounts.name,
  charityHandle: accounts.handle,
  causeTitle: causes.title,
  imageUrl: causes.imageUrl,
  legalName: nonprofits.legalName,
  registration: nonprofits.registration,
  country: nonprofits.country,
};

/** Gifts of the person, or of this browser. */
function isMyGift(core: Core) {
  const person = personOf(core);
  const ofKey = eq(donations.donorKey, buyerKeyOf(core) ?? "");
  return person ? or(ofKey, eq(donations.personId, person.personId)) : ofKey;
}

/** The asker's gifts, newest first, from before `before`. Those that were begun and not given are left out. */
export async function donationsOf(
  ctx: Core,
  before?: string,
): Promise<{ gifts: GiftRow[]; before: string | undefined }> {
  const found = await ctx.db
    .select(columns)
    .from(donations)
    .innerJoin(accounts, eq(accounts.id, donations.nonprofitId))
    .innerJoin(nonprofits, eq(nonprofits.accountId, donations.nonprofitId))
    .innerJoin(causes, eq(causes.id, donations.causeId))
    .where(
      and(
        isMyGift(ctx),
        inArray(donations.status, ["paid", "refunded"]),
        lt(donations.id, endOfShown(ctx, before)),
      ),
    )
    .orderBy(desc(donations.id))
    .limit(giftsPerPage + 1);
  const gifts = found.slice(0, giftsPerPage).map(({ donation, charityName, causeTitle, imageUrl }) => ({
    ...donation,
    charityName,
    causeTitle,
    imageUrl,
  }));
  return { gifts, before: found.length > giftsPerPage ? gifts.at(-1)?.id : undefined };
}

/** The paid months of a monthly gift that are the asker's, newest first: two years of them at most. */
export async function monthsOf(ctx: Core, monthlyGiftId: string): Promise<GiftRow[]> {
  const found = await ctx.db
    .select(columns)
    .from(donations)
    .innerJoin(accounts, eq(accounts.id, donations.nonprofitId))
    .innerJoin(nonprofits, eq(nonprofits.accountId, donations.nonprofitId))
    .innerJoin(causes, eq(causes.id, donations.causeId))
    .where(
      and(
        isMyGift(ctx),
        eq(donations.monthlyGiftId, monthlyGiftId),
        inArray(donations.status, ["paid", "refunded"]),
        lt(donations.id, firstIdToCome(ctx)),
      ),
    )
    .orderBy(desc(donations.id))
    .limit(24);
  return found.map(({ donation, charityName, causeTitle, imageUrl }) => ({
    ...donation,
    charityName,
    causeTitle,
    imageUrl,
  }));
}

/** One gift of the asker's; undefined for anybody else's. */
export async function donationPage(ctx: Core, donationId: string): Promise<GiftPage | undefined> {
  const [found] = await ctx.db
    .select(columns)
    .from(donations)
    .innerJoin(accounts, eq(accounts.id, donations.nonprofitId))
    .innerJoin(nonprofits, eq(nonprofits.accountId, donations.nonprofitId))
    .innerJoin(causes, eq(causes.id, donations.causeId))
    .where(and(eq(donations.id, donationId), isMyGift(ctx)));
  if (!found) return undefined;
  const { donation, ...others } = found;
  const isPending = donation.status === "pending";
  return {
    ...donation,
    ...others,
    isBeingPaid: isPending && (await isBeingPaid(ctx, donation.id)),
    refundTrouble: await refundTroubleOf(ctx, donation.id),
  };
}

/** Everything for the dialog of one cause, or undefined when there is no such cause. */
export async function donateSheet(ctx: Core, causeId: string): Promise<DonateSheet | undefined> {
  const found = await causeOf(ctx, causeId);
  if (!found) return undefined;
  const { cause, charity } = found;
  return {
    causeId,
    title: cause.title,
    description: cause.description,
    image: { url: cause.imageUrl, alt: cause.imageAlt },
    charity: { handle: charity.handle, name: charity.name, isVerified: charity.isVerified },
    notGivable: whyNotGivable(found, ctx.clock.now()),
    currency: cause.currency,
    minimumMinor: cause.minimumMinor,
    suggestions: cause.suggestions.map(({ amountMinor, effect }) => ({
      amountMinor,
      effect: effect[ctx.locale],
    })),
    person: await donor(ctx),
    underWay: await pendingGift(ctx, causeId),
    monthlyUnderWay: (await pendingMonthlyGift(ctx, causeId))?.id,
  };
}

async function donor(ctx: Core): Promise<DonateSheet["person"]> {
  const person = personOf(ctx);
  if (!person) return undefined;
  const [row] = await ctx.db
    .select({ name: accounts.name })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(people.id, person.personId));
  const now = ctx.clock.now();
  const cards = (await keptCardsOf(ctx)).filter((card) => !isExpired(card, now));
  return {
    email: person.email,
    name: row?.name ?? "",
    cards: cards.map(({ id, brand, last4 }) => ({ id, brand, last4 })),
  };
}

/** The asker's gift to this cause that was begun and is not given yet: there is at most one. */
export async function pendingGift(ctx: Core, causeId: string): Promise<PendingGift | undefined> {
  const donorKey = buyerKeyOf(ctx);
  if (!donorKey) return undefined;
  const [gift] = await ctx.db
    .select()
    .from(donations)
    .where(
      and(
        eq(donations.donorKey, donorKey),
        eq(donations.causeId, causeId),
        eq(donations.status, "pending"),
        isNull(donations.monthlyGiftId),
      ),
    );
  if (!gift) return undefined;
  const { id, giftMinor, email, donorName, isAnonymous } = gift;
  const coversFee = gift.coveredFeeMinor > 0;
  return { id, giftMinor, email, donorName, isAnonymous, coversFee, isBeingPaid: await isBeingPaid(ctx, id) };
}

/** A gift of the asker's that was given; undefined while it is not, and for anybody else's. */
export async function givenGift(ctx: Core, donationId: string): Promise<GivenGift | undefined> {
  const gift = await donationPage(ctx, donationId);
  if (!gift?.receiptNumber) return undefined;
  const { id, receiptNumber, causeId, causeTitle, charityName, currency, giftMinor, totalMinor, email } =
    gift;
  return { id, receiptNumber, causeId, causeTitle, charityName, currency, giftMinor, totalMinor, email };
}
