// Cards that people let us keep: listed, remembered after a payment with consent, forgotten on wish.
import { and, desc, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { people } from "@/db/schema/accounts";
import { keptCards } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import { type Context, type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import type { PaymentCard } from "./gateway";
import type { Attempt, Means } from "./start-attempt";

export type KeptCard = typeof keptCards.$inferSelect;

/** The wording beside the box that is ticked. A new wording gets a new name here. */
export const consentVersion = "2026-11";

/** Whether a card can still pay: it expires with the end of its month. */
export function isExpired(card: Pick<KeptCard, "expiryMonth" | "expiryYear">, now: Date): boolean {
  return now >= new Date(Date.UTC(card.expiryYear, card.expiryMonth, 1));
}

const cardsOf = statement((db, { personId }: Blanks<{ personId: string }>) =>
  db
    .select()
    .from(keptCards)
    .where(and(eq(keptCards.personId, personId), isNull(keptCards.removedAt)))
    .orderBy(desc(keptCards.lastUsedAt)),
);

/** The person's kept cards, the one used last first. Guests have none. */
export async function keptCardsOf(ctx: Core): Promise<KeptCard[]> {
  const person = personOf(ctx);
  return person ? cardsOf(ctx.db, { personId: person.personId }) : [];
}

/** Remembers a card that its owner agreed to keep while paying with it. Again is the same as once. */
export async function keepCard(core: Core, personId: string, card: PaymentCard): Promise<void> {
  const now = core.clock.now();
  await core.db
    .insert(keptCards)
    .values({
      id: newId(now),
      personId,
      stripePaymentMethodId: card.paymentMethodId,
      brand: card.brand,
      last4: card.last4,
      expiryMonth: card.expiryMonth,
      expiryYear: card.expiryYear,
      fingerprint: card.fingerprint ?? null,
      consentVersion,
      consentedAt: now,
      lastUsedAt: now,
    })
    .onConflictDoNothing();
}

/**
 * Forgets a card, at Stripe and then here: nobody is told that a card has gone which Stripe still keeps. After a crash
 * between the two it is still listed and pays for nothing, until it is removed once more. Refuses "not-found" for
 * anybody else's card, "unanswered" while Stripe is silent. Undo: none.
 */
export async function removeKeptCard(
  ctx: Context,
  cardId: string,
): Promise<Outcome<undefined, "not-found" | "unanswered">> {
  const person = personOf(ctx);
  if (!person) return refuse("not-found");
  const [own] = await ownCard(ctx.db, { id: cardId, personId: person.personId });
  if (!own) return refuse("not-found");
  const { card } = own;
  // A key of its own each time: Stripe answers with what went wrong at first to whoever asks with the same one.
  const key = `card_${card.id}:detach:${newId(ctx.clock.now())}`;
  const detached = await ctx.payments.detachCard(card.stripePaymentMethodId, key);
  if (detached.kind === "unknown") return refuse("unanswered");
  await ctx.db
    .update(keptCards)
    .set({ removedAt: ctx.clock.now() })
    .where(and(eq(keptCards.id, card.id), isNull(keptCards.removedAt)));
  return ok(undefined);
}

const customerOf = statement((db, { personId }: Blanks<{ personId: string }>) =>
  db.select({ customerId: people.stripeCustomerId }).from(people).where(eq(people.id, personId)),
);

/**
 * The person's customer at Stripe, made when there is none. Undefined for guests and while Stripe cannot say:
 * then the payment goes on and the card is not kept.
 */
export async function ensureCustomer(ctx: Context): Promise<string | undefined> {
  const person = personOf(ctx);
  if (!person) return undefined;
  const { personId } = person;
  const [row] = await customerOf(ctx.db, { personId });
  if (row?.customerId) return row.customerId;
  const answer = await ctx.payments.createCustomer(
    { personId, email: person.email },
    // A key of its own each time: the same one would bring back a customer that was lost.
    `person_${personId}:customer:${newId(ctx.clock.now())}`,
  );
  if (answer.kind !== "known") return undefined;
  await ctx.db
    .update(people)
    .set({ stripeCustomerId: answer.value.id })
    .where(and(eq(people.id, personId), isNull(people.stripeCustomerId)));
  const [kept] = await customerOf(ctx.db, { personId });
  return kept?.customerId ?? undefined;
}

const ownCard = statement((db, { id, personId }: Blanks<{ id: string; personId: string }>) =>
  db
    .select({ card: keptCards, customerId: people.stripeCustomerId })
    .from(keptCards)
    .innerJoin(people, eq(people.id, keptCards.personId))
    .where(and(eq(keptCards.id, id), eq(keptCards.personId, personId), isNull(keptCards.removedAt))),
);

/** Paying with a kept card. Undefined for anybody else's card, and while Stripe cannot say who the person is. */
export async function keptCardMeans(ctx: Context, cardId: string): Promise<Means | undefined> {
  const person = personOf(ctx);
  if (!person) return undefined;
  const [kept] = await ownCard(ctx.db, { id: cardId, personId: person.personId });
  const customerId = kept && (kept.customerId ?? (await ensureCustomer(ctx)));
  if (!customerId) return undefined;
  return {
    kind: "kept-card",
    paymentMethodId: kept.card.stripePaymentMethodId,
    customerId,
    fingerprint: kept.card.fingerprint ?? undefined,
  };
}

/**
 * Stripe does not know the customer or the card any more that an attempt was made with: forgets them here too, so
 * that the next try makes new ones. Undo: keeping a card again.
 */
export async function forgetWhatStripeLost(
  core: Core,
  attempt: Pick<Attempt, "personId" | "createParams" | "confirmParams">,
  param: string | undefined,
): Promise<void> {
  const { personId } = attempt;
  if (!personId || (param !== "customer" && param !== "payment_method")) return;
  const lost =
    param === "customer"
      ? eq(keptCards.personId, personId)
      : and(
          eq(keptCards.personId, personId),
          eq(keptCards.stripePaymentMethodId, String(attempt.confirmParams["payment_method"])),
        );
  await core.db
    .update(keptCards)
    .set({ removedAt: core.clock.now() })
    .where(and(lost, isNull(keptCards.removedAt)));
  if (param !== "customer") return;
  await core.db
    .update(people)
    .set({ stripeCustomerId: null })
    .where(
      and(eq(people.id, personId), eq(people.stripeCustomerId, String(attempt.createParams["customer"]))),
    );
}
