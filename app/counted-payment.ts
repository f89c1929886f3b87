// One try to pay. Whoever tries out stolen cards makes many payments that banks decline: those are counted, by network
// address and by person, and the next are not put to Stripe.
import { type Core, personOf } from "@/domain/context";
import { type Outcome, refuse } from "@/domain/outcome";
import { countTry, forgiveTry } from "@/integrations/rate-limits";

type TooMany = Outcome<never, "too-many-tries", { waitMinutes: number }>;

export async function countedPayment<T extends { state: string }, R extends string, D>(
  ctx: Core,
  address: string,
  pay: () => Promise<Outcome<T, R, D>>,
): Promise<Outcome<T, R, D> | TooMany> {
  const person = personOf(ctx);
  const tries = [
    { limit: "declined-by-address", key: address } as const,
    ...(person ? [{ limit: "declined-by-person", key: person.personId } as const] : []),
  ];
  const limited = await countTry(...tries);
  if (limited) return refuse("too-many-tries", limited);
  const outcome = await pay();
  if (!outcome.ok || outcome.value.state !== "declined") for (const one of tries) await forgiveTry(one);
  return outcome;
}
