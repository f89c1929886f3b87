// What a donor sees of their monthly gifts: the list, and one of them whole. A signed link of a mail shows its gift in
// any browser.
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { causes, donations, monthlyGifts } from "@/db/schema/donations";
import { createMailLink, findMailLink } from "@/domain/accounts/mail-links";
import { buyerKeyOf, type Core, personOf } from "@/domain/context";
import { daysAfter } from "@/domain/time";
import type { MonthlyGift } from "./place-monthly-gift";
import type { MonthlyGiftView } from "./views";

/** Which gift, and the secret of a mail's link for those who are not signed in. */
export type MonthlyGiftKey = { giftId: string; secret?: string | undefined };

const linkDays = 400;
const shownEnded = 20;

/** The path of a link by which the gift is stopped, paused and changed without signing in. */
export async function monthlyGiftPath(core: Core, gift: Pick<MonthlyGift, "id" | "email">): Promise<string> {
  const secret = await createMailLink(core, {
    kind: "monthly-gift",
    email: gift.email,
    subjectId: gift.id,
    expiresAt: daysAfter(core.clock.now(), linkDays),
  });
  return `/donations/monthly/${gift.id}?token=${secret}`;
}

/** The condition that a gift is the asker's, or the one that their link is for. */
export async function isMyMonthlyGift(ctx: Core, { giftId, secret }: MonthlyGiftKey) {
  const link = secret ? await findMailLink(ctx, "monthly-gift", secret) : undefined;
  if (link?.subjectId === giftId) return eq(monthlyGifts.id, giftId);
  return isMine(ctx);
}

function isMine(ctx: Core) {
  const person = personOf(ctx);
  const ofKey = eq(monthlyGifts.donorKey, buyerKeyOf(ctx) ?? "");
  return person ? or(ofKey, eq(monthlyGifts.personId, person.personId)) : ofKey;
}

const columns = {
  gift: monthlyGifts,
  charityName: accounts.name,
  causeTitle: causes.title,
  imageUrl: causes.imageUrl,
  minimumMinor: causes.minimumMinor,
};

/** The asker's monthly gifts, those that run before those that have ended. What was never begun is left out. */
export async function monthlyGiftsOf(ctx: Core): Promise<MonthlyGiftView[]> {
  const rows = await ctx.db
    .select(columns)
    .from(monthlyGifts)
    .innerJoin(accounts, eq(accounts.id, monthlyGifts.nonprofitId))
    .innerJoin(causes, eq(causes.id, monthlyGifts.causeId))
    .where(and(isMine(ctx), inArray(monthlyGifts.status, ["active", "past-due", "paused", "ended"])))
    .orderBy(sql`case when ${monthlyGifts.status} = 'ended' then 1 else 0 end`, desc(monthlyGifts.id))
    .limit(shownEnded);
  return rows.map(viewOf);
}

/** One monthly gift; undefined for anybody but its donor and the reader of its mails. */
export async function monthlyGiftPage(ctx: Core, key: MonthlyGiftKey): Promise<MonthlyGiftView | undefined> {
  const [row] = await ctx.db
    .select(columns)
    .from(monthlyGifts)
    .innerJoin(accounts, eq(accounts.id, monthlyGifts.nonprofitId))
    .innerJoin(causes, eq(causes.id, monthlyGifts.causeId))
    .where(and(eq(monthlyGifts.id, key.giftId), await isMyMonthlyGift(ctx, key)));
  return row && viewOf(row);
}

/** The asker's monthly gift to this cause whose first payment is under way: there is at most one. */
export async function pendingMonthlyGift(ctx: Core, causeId: string): Promise<{ id: string } | undefined> {
  const donorKey = buyerKeyOf(ctx);
  if (!donorKey) return undefined;
  const [pending] = await ctx.db
    .select({ id: monthlyGifts.id })
    .from(monthlyGifts)
    .where(
      and(
        eq(monthlyGifts.donorKey, donorKey),
        eq(monthlyGifts.causeId, causeId),
        eq(monthlyGifts.status, "pending"),
      ),
    );
  return pending;
}

/** The gift of the month that was paid first. */
export async function firstMonthOf(ctx: Core, giftId: string): Promise<string | undefined> {
  const [month] = await ctx.db
    .select({ id: donations.id })
    .from(donations)
    .where(and(eq(donations.monthlyGiftId, giftId), eq(donations.status, "paid")))
    .orderBy(donations.id)
    .limit(1);
  return month?.id;
}

function viewOf({
  gift,
  ...others
}: { gift: MonthlyGift } & Pick<
  MonthlyGiftView,
  "charityName" | "causeTitle" | "imageUrl" | "minimumMinor"
>): MonthlyGiftView {
  const { id, status, causeId, currency, giftMinor, coveredFeeMinor, totalMinor, email } = gift;
  return {
    id,
    status,
    causeId,
    currency,
    giftMinor,
    coveredFeeMinor,
    totalMinor,
    email,
    renewsAt: gift.renewsAt ?? undefined,
    endedAt: gift.endedAt ?? undefined,
    endReason: gift.endReason ?? undefined,
    needsBank: gift.status === "past-due" && gift.failureCode === "authentication_required",
    ...others,
  };
}
