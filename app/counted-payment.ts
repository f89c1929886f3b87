// One try to pay. Whoever tries out stolen cards makes many payments that banks decline: those are counted, by network
// address, by person and by card, and the next are not put to the bank.
import { type Context, personOf } from "@/domain/context";
import { type Outcome, refuse } from "@/domain/outcome";
import type { Means } from "@/domain/payments/start-attempt";
import { env } from "@/env";
import { countFailure, forgiveFailure, tooManyFailures, type Try } from "@/integrations/rate-limits";

type TooMany = Outcome<never, "too-many-declines", { waitMinutes: number }>;

/** In the demo world everybody tries the same few test cards, often from one machine. */
const leniencyOfThisWorld = env.isDemo ? 10 : 1;

/**
 * Refuses with "too-many-declines" and the minutes to wait. Only what the bank has declined counts, and each payment
 * that succeeds takes one decline of its address back: an office behind one address buys, a bot does not. A payment that
 * is declined after its bank's question was answered does not count: whoever tries out cards cannot answer it.
 */
export async function countedPayment<T extends { state: string }, R extends string, D>(
  ctx: Context,
  address: string,
  means: Means,
  pay: () => Promise<Outcome<T, R, D>>,
  leniency = leniencyOfThisWorld,
): Promise<Outcome<T, R, D> | TooMany> {
  const person = personOf(ctx);
  const behindAddress: Try = { limit: "declined-by-address", key: address };
  const kept = means.kind === "kept-card" ? means.fingerprint : undefined;
  const who: Try[] = [
    behindAddress,
    ...(person ? [{ limit: "declined-by-person", key: person.personId } as const] : []),
    ...byCard(kept),
  ];
  const limited = await tooManyFailures(ctx, leniency, ...who);
  if (limited) return refuse("too-many-declines", limited);
  if (kept === undefined) {
    const card = await ctx.payments.cardFingerprint(means);
    // A card that Stripe does not know now is not known to have been declined.
    const asked = byCard(card.kind === "known" ? card.value : undefined);
    const isCardLimited = await tooManyFailures(ctx, leniency, ...asked);
    if (isCardLimited) return refuse("too-many-declines", isCardLimited);
    who.push(...asked);
  }
  const outcome = await pay();
  if (outcome.ok && outcome.value.state === "declined") for (const one of who) await countFailure(ctx, one);
  if (outcome.ok && outcome.value.state === "paid") await forgiveFailure(ctx, behindAddress);
  return outcome;
}

const byCard = (fingerprint: string | undefined): Try[] =>
  fingerprint === undefined ? [] : [{ limit: "declined-by-card", key: fingerprint }];
