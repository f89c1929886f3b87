// Begin a gift: written down before Stripe is asked for anything. Nothing is held, so it waits a day at most.
// Beginning again for the same cause before paying amends the same gift. Undo: expire-donation.ts.
import { and, eq, gt, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { donations } from "@/db/schema/donations";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { minutesAfter } from "@/domain/time";
import { type Attempt, isBeingPaid, type Means, startAttempt } from "@/domain/payments/start-attempt";
import { giftTerms, type GiftTerms, type GiftTermsRefusal } from "./gift-terms";

export type Donation = typeof donations.$inferSelect;

export type PlaceDonation = {
  causeId: string;
  /** What the charity is meant to get, in minor units of the cause's currency. */
  giftMinor: number;
  coversFee: boolean;
  /** The total that stood above the button, in minor units. */
  seenTotalMinor: number;
  email: string;
  /** For the receipt; may be blank when anonymous. */
  donorName: string;
  isAnonymous: boolean;
  keepsDetails: boolean;
  tweetId: string | undefined;
  means: Means;
  /** Where the bank sends the donor back to; the gift's id is put in place of `:id`. */
  returnUrl: string;
  showsChallengeInPlace: boolean;
  /** "Yes, once more": said after being told that the same was given just now. */
  again?: boolean;
};

export type PlaceDonationRefusal = GiftTermsRefusal | "payment-under-way" | "given-just-now";

type Detail = { minimumMinor: number } | { donationId: string } | undefined;

const askAgainMinutes = 10;

/** Another tab wrote the gift in this instant: what it wrote is amended instead. */
class AnotherTabWasQuicker extends Error {}

/**
 * Refuses as giftTerms does, "payment-under-way" while an attempt for this gift may still take money, and once, with the
 * other gift as detail, what is the same as one "given-just-now".
 * @throws when a guest has no key yet: the action makes one first.
 */
export async function placeDonation(
  ctx: Core,
  input: PlaceDonation,
): Promise<Outcome<{ donation: Donation; attempt: Attempt }, PlaceDonationRefusal, Detail>> {
  const donorKey = buyerKeyOf(ctx);
  if (!donorKey) throw new Error("A donor needs a key before giving");
  try {
    return await inTransaction(ctx, (core) => place(core, donorKey, input));
  } catch (error) {
    if (error instanceof AnotherTabWasQuicker) return placeDonation(ctx, input);
    throw error;
  }
}

async function place(core: Core, donorKey: string, input: PlaceDonation): ReturnType<typeof placeDonation> {
  const agreed = await giftTerms(core, input);
  if (!agreed.ok) return agreed;
  const { cause, receiver, terms } = agreed.value;
  const donationId = input.again ? undefined : await givenJustNow(core, donorKey, input);
  if (donationId) return refuse("given-just-now", { donationId });

  const donation = await write(core, donorKey, input, { ...terms, nonprofitId: cause.nonprofitId });
  // Looked at again under the lock: between the first look and this one another click may have been paid.
  if (!input.again && (await givenJustNow(core, donorKey, input))) throw new AnotherTabWasQuicker();
  if (await isBeingPaid(core, donation.id)) return refuse("payment-under-way", undefined);
  const attempt = await startAttempt(core, {
    purpose: "donation",
    subjectId: donation.id,
    amountMinor: terms.totalMinor,
    currency: terms.currency,
    means: input.means,
    receiver: receiver && { stripeAccountId: receiver.stripeAccountId, feeMinor: 0 },
    returnUrl: input.returnUrl.replace(":id", donation.id),
    showsChallengeInPlace: input.showsChallengeInPlace,
  });
  return attempt ? ok({ donation, attempt }) : refuse("payment-under-way", undefined);
}

/** The same gift, paid in the last minutes: a click that came twice, or a second tab, is asked about. */
async function givenJustNow(core: Core, donorKey: string, input: PlaceDonation): Promise<string | undefined> {
  const [donation] = await core.db
    .select({ id: donations.id })
    .from(donations)
    .where(
      and(
        eq(donations.donorKey, donorKey),
        eq(donations.causeId, input.causeId),
        eq(donations.giftMinor, input.giftMinor),
        eq(donations.status, "paid"),
        gt(donations.paidAt, minutesAfter(core.clock.now(), -askAgainMinutes)),
      ),
    );
  return donation?.id;
}

type Terms = GiftTerms & Pick<Donation, "nonprofitId">;

async function write(core: Core, donorKey: string, input: PlaceDonation, terms: Terms): Promise<Donation> {
  const now = core.clock.now();
  const said = {
    email: input.email,
    donorName: input.donorName,
    isAnonymous: input.isAnonymous,
    keepsDetails: input.keepsDetails,
    locale: core.locale,
  };
  const mine = and(
    eq(donations.donorKey, donorKey),
    eq(donations.causeId, input.causeId),
    eq(donations.status, "pending"),
    isNull(donations.monthlyGiftId),
  );
  const [pending] = await core.db.update(donations).set({ donorKey }).where(mine).returning(); // locks it
  if (pending && (await isBeingPaid(core, pending.id))) return pending;
  if (pending) {
    const [amended] = await core.db
      .update(donations)
      .set({ ...said, ...terms, createdAt: now }) // begun anew: it has its day again
      .where(eq(donations.id, pending.id))
      .returning();
    return amended ?? pending;
  }
  const [placed] = await core.db
    .insert(donations)
    .values({
      id: newId(now),
      status: "pending",
      causeId: input.causeId,
      donorKey,
      personId: personOf(core)?.personId ?? null,
      tweetId: input.tweetId ?? null,
      createdAt: now,
      ...said,
      ...terms,
    })
    .onConflictDoNothing()
    .returning();
  if (!placed) throw new AnotherTabWasQuicker();
  return placed;
}
