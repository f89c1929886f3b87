// A guest's order or gift is claimed with the link of its mail, never by knowing the address. An account gets it for
// good and uses the link up; a browser without an account may show it, and the link stays. Undo: none.
import { and, eq, isNull } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { donations, monthlyGifts } from "@/db/schema/donations";
import { orders } from "@/db/schema/orders";
import { findMailLink, takeMailLink } from "@/domain/accounts/mail-links";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { noteOrderEvent } from "@/domain/orders/note-order-event";
import { type Outcome, ok, refuse } from "@/domain/outcome";

export type ClaimRefusal = "link-gone" | "already-claimed";

export type Purchase = {
  kind: "order" | "donation";
  id: string;
  number: string;
  /** The seller or the charity. */
  otherName: string;
  /** In minor units of `currency`. */
  totalMinor: number;
  currency: string;
};

/**
 * What a link is for, before it is used: enough to know it again, and no address. Changes nothing. Refuses "link-gone"
 * for one that is used, too old or unknown, "already-claimed" for what an account has already.
 */
export async function claimable(ctx: Core, secret: string): Promise<Outcome<Purchase, ClaimRefusal>> {
  const link = await findMailLink(ctx, "claim-order", secret);
  const found = link?.subjectId ? await purchaseOf(ctx, link.subjectId) : undefined;
  if (!found) return refuse("link-gone");
  const { isClaimed, ...purchase } = found;
  return isClaimed ? refuse("already-claimed") : ok(purchase);
}

/** Refuses as claimable does. @throws when a guest has no key yet: the action makes one first. */
export function claimPurchase(ctx: Core, secret: string): Promise<Outcome<Purchase, ClaimRefusal>> {
  return inTransaction(ctx, async (core) => {
    const claimed = await claimable(core, secret);
    if (!claimed.ok) return claimed;
    const link = await findMailLink(core, "claim-order", secret);
    const person = personOf(core);
    if (!link || (person && !(await takeMailLink(core, link.id)))) return refuse("link-gone");
    const { kind, id } = claimed.value;
    const key = buyerKeyOf(core);
    if (!key) throw new Error("A guest needs a key before claiming");
    const personId = person?.personId ?? null;
    const moved =
      kind === "order"
        ? await core.db
            .update(orders)
            .set({ buyerKey: key, personId })
            .where(and(eq(orders.id, id), isNull(orders.personId)))
            .returning({ id: orders.id })
        : await core.db
            .update(donations)
            .set({ donorKey: key, personId })
            .where(and(eq(donations.id, id), isNull(donations.personId)))
            .returning({ id: donations.id });
    if (moved.length === 0) return refuse("already-claimed");
    if (kind === "donation") await claimMonthlyGift(core, id, key, personId);
    if (person && kind === "order") await noteOrderEvent(core, { orderId: id, kind: "claimed" });
    return claimed;
  });
}

/** A month brings along the gift that it belongs to, so that the months to come find the same donor. */
async function claimMonthlyGift(
  core: Core,
  donationId: string,
  donorKey: string,
  personId: string | null,
): Promise<void> {
  const [month] = await core.db
    .select({ monthlyGiftId: donations.monthlyGiftId })
    .from(donations)
    .where(eq(donations.id, donationId));
  if (!month?.monthlyGiftId) return;
  await core.db
    .update(monthlyGifts)
    .set({ donorKey, personId })
    .where(and(eq(monthlyGifts.id, month.monthlyGiftId), isNull(monthlyGifts.personId)));
}

async function purchaseOf(ctx: Core, id: string): Promise<(Purchase & { isClaimed: boolean }) | undefined> {
  const [order] = await ctx.db
    .select({ order: orders, otherName: accounts.name })
    .from(orders)
    .innerJoin(accounts, eq(accounts.id, orders.merchantId))
    .where(eq(orders.id, id));
  if (order) {
    const { number, personId, totalMinor, currency } = order.order;
    const isClaimed = personId !== null;
    const { otherName } = order;
    return { kind: "order", id, number: number ?? "", otherName, totalMinor, currency, isClaimed };
  }
  const [gift] = await ctx.db
    .select({ donation: donations, otherName: accounts.name })
    .from(donations)
    .innerJoin(accounts, eq(accounts.id, donations.nonprofitId))
    .where(eq(donations.id, id));
  if (!gift) return undefined;
  const { receiptNumber, personId, totalMinor, currency } = gift.donation;
  const isClaimed = personId !== null;
  const { otherName } = gift;
  return { kind: "donation", id, number: receiptNumber ?? "", otherName, totalMinor, currency, isClaimed };
}
