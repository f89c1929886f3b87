// One try to pay. Whoever tries out stolen cards makes many payments that banks decline: those are counted, by network
// address, by person and by card, and the next are not put to the bank.
import { type Context, personOf } from "@/domain/context";
import { type Outcome, refuse } from "@/domain/outcome";
import type { Means } from "@/domain/payments/start-attempt";
import { countTry, forgiveTry, type Try } from "@/integrations/rate-limits";

type TooMany = Outcome<never, "too-many-declines", { waitMinutes: number }>;

/** Refuses with "too-many-declines" and the minutes to wait; payments that are not declined do not count. */
export async function countedPayment<T extends { state: string }, R extends string, D>(
  ctx: Context,
  address: string,
  means: Means,
  pay: () => Promise<Outcome<T, R, D>>,
): Promise<Outcome<T, R, D> | TooMany> {
  const person = personOf(ctx);
  const who: Try[] = [
    { limit: "declined-by-address", key: address },
    ...(person ? [{ limit: "declined-by-person", key: person.personId } as const] : []),
  ];
  const limited = await countTry(ctx, ...who);
  if (limited) return refuse("too-many-declines", limited);
  const forgive = async (tries: Try[]) => {
    for (const one of tries) await forgiveTry(ctx, one);
  };
  const card = await ctx.payments.cardFingerprint(means);
  // A card that Stripe does not know now is not known to have been declined.
  const which: Try[] =
    card.kind === "known" && card.value ? [{ limit: "declined-by-card", key: card.value }] : [];
  const isCardLimited = await countTry(ctx, ...which);
  if (isCardLimited) {
    await forgive(who);
    return refuse("too-many-declines", isCardLimited);
  }
  const outcome = await pay();
  if (!outcome.ok || outcome.value.state !== "declined") await forgive([...who, ...which]);
  return outcome;
}
