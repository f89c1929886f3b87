// Do Stripe, the ledger, the orders and the stock say the same? Changes nothing but the ledger, which is brought up to
// date first. What is under way at this moment is left out; what has been under way for too long is not.
import type { Context } from "@/domain/context";
import { NotThisStripe, postMovements } from "@/domain/ledger/post-movements";
import { minutesAfter } from "@/domain/time";
import type { Difference } from "@/db/schema/ledger";
import { compared } from "./difference";
import { giftDifferences } from "./gifts";
import { ledgerDifferences } from "./ledger";
import { orderDifferences } from "./orders";
import { paymentDifferences } from "./payments";
import { stockDifferences } from "./stock";
import { stripeDifferences } from "./stripe";

/** After this long nothing is under way any more: the sweeper has had its turns. */
const settlesWithinMinutes = 90;

/**
 * Every sentence of the invariants, each difference once; none when all is well.
 * @throws Stripe's error when it does not answer: half an audit would say too little.
 */
export async function auditBooks(ctx: Context): Promise<Difference[]> {
  const broughtUpToDate = await bringUpToDate(ctx);
  const stuckBefore = minutesAfter(ctx.clock.now(), -settlesWithinMinutes);
  return [
    ...broughtUpToDate,
    ...(await ledgerDifferences(ctx)),
    ...(await stripeDifferences(ctx, stuckBefore)),
    ...(await paymentDifferences(ctx, stuckBefore)),
    ...(await orderDifferences(ctx)),
    ...(await giftDifferences(ctx)),
    ...(await stockDifferences(ctx)),
  ];
}

async function bringUpToDate(ctx: Context): Promise<Difference[]> {
  try {
    await postMovements(ctx);
    return [];
  } catch (error) {
    if (!(error instanceof NotThisStripe)) throw error;
    return compared("Stripe knows the last movement of the ledger", "movements", error.movementId, "unknown");
  }
}
