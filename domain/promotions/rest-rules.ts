// From when on a promotion has nothing to show, because what it offers cannot be had. Pure.
import { type SaleFacts, whyNotForSale } from "@/domain/catalog/for-sale";
import type { Instant } from "@/domain/time";

type Dated = Pick<SaleFacts, "programme" | "channel" | "connection"> & {
  listing: Pick<SaleFacts["listing"], "endsAt" | "withdrawnAt">;
};

/** The first of the dates that end an offer for good, when it lies before the promotion's own end. */
export function endOfOffer(
  { programme, channel, connection, listing }: Dated,
  endsAt: Instant,
): Instant | undefined {
  const lives = [programme, channel, connection];
  return earliest(
    [
      ...lives.flatMap(({ salesEndAt, closesAt }) => [salesEndAt, closesAt]),
      listing.endsAt,
      listing.withdrawnAt,
    ],
    endsAt,
  );
}

export function earliest(dates: (Instant | null)[], endsAt: Instant): Instant | undefined {
  return dates
    .filter((date) => date !== null)
    .filter((date) => date < endsAt)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/**
 * Since when, or from when on, nobody can buy it. What has no date (stock, prices, payouts) counts from the moment at
 * which it was found out. Whom a roll-out has reached is each page's own question.
 * @param knownFrom what was found out last time.
 */
export function restOf(
  facts: SaleFacts,
  { endsAt, knownFrom }: { endsAt: Instant; knownFrom: Instant | null },
  now: Instant,
): Instant | undefined {
  const end = endOfOffer(facts, endsAt);
  if (end && end <= now) return end;
  const why = whyNotForSale(facts, now, { key: undefined, country: undefined });
  if (why === undefined || why === "not-rolled-out") return end;
  return knownFrom && knownFrom <= now ? knownFrom : now;
}
