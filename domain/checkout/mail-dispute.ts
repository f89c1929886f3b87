// Who sold it and who runs the platform are told of a dispute when it opens, when an inquiry becomes a chargeback, and
// when it is over: once each.
import { and, eq } from "drizzle-orm";
import { accounts, members, merchants, people } from "@/db/schema/accounts";
import { donations } from "@/db/schema/donations";
import { orders } from "@/db/schema/orders";
import type { Core, Locale } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { isDisputeOver } from "@/domain/payments/dispute-rules";
import type { Dispute } from "@/domain/payments/note-dispute";
import type { Attempt } from "@/domain/payments/start-attempt";

type Reader = { email: string; locale: Locale };

/** Again is the same as once. @throws when what was paid for has gone. */
export async function mailDispute(core: Core, attempt: Attempt, dispute: Dispute): Promise<void> {
  const { status } = dispute;
  if (status === "under-review") return; // what they did themselves
  const subject = await subjectOf(core, attempt);
  const readers = new Map(
    [...(await sellersOf(core, subject.sellerId)), ...(await operators(core))].map((reader) => [
      reader.email,
      reader,
    ]),
  );
  const content = {
    purpose: attempt.purpose,
    number: subject.number ?? "",
    sellerName: subject.sellerName,
    amountMinor: dispute.amountMinor,
    currency: dispute.currency,
  };
  for (const { email: to, locale } of readers.values()) {
    const eventKey = `dispute:${dispute.id}:${status}:${to}`;
    if (isDisputeOver(status)) {
      const outcome = status === "won" || status === "lost" ? status : "inquiry-closed";
      await queueMail(core, {
        kind: "dispute-closed",
        to,
        locale,
        eventKey,
        content: { ...content, outcome, takenFrom: outcome === "lost" ? takenFrom(attempt) : null },
      });
    } else {
      const answerBy = dispute.evidenceDueAt?.toISOString() ?? null;
      await queueMail(core, {
        kind: "dispute-opened",
        to,
        locale,
        eventKey,
        content: { ...content, isInquiry: status === "inquiry", answerBy },
      });
    }
  }
}

/** As take-back-lost-money.ts takes it, and as the ledger posts what is lost. */
function takenFrom({ stripeAccountId, status }: Attempt): "account" | "owed" | null {
  if (stripeAccountId !== null) return "account";
  return status === "superfluous" ? null : "owed";
}

async function subjectOf(core: Core, attempt: Attempt) {
  const [subject] =
    attempt.purpose === "order"
      ? await core.db
          .select({ number: orders.number, sellerId: accounts.id, sellerName: accounts.name })
          .from(orders)
          .innerJoin(accounts, eq(accounts.id, orders.merchantId))
          .where(eq(orders.id, attempt.subjectId))
      : await core.db
          .select({ number: donations.receiptNumber, sellerId: accounts.id, sellerName: accounts.name })
          .from(donations)
          .innerJoin(accounts, eq(accounts.id, donations.nonprofitId))
          .where(eq(donations.id, attempt.subjectId));
  if (!subject) throw new Error(`What attempt ${attempt.id} paid for has gone`);
  return subject;
}

/** Those who own the seller's account; without any, the address that it gives its shoppers. */
async function sellersOf(core: Core, accountId: string): Promise<Reader[]> {
  const owners = await core.db
    .select({ email: people.email, locale: people.locale })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.accountId, accountId), eq(members.role, "owner")));
  if (owners.length > 0) return owners;
  const [shop] = await core.db
    .select({ email: merchants.supportEmail, country: merchants.country })
    .from(merchants)
    .where(eq(merchants.accountId, accountId));
  return shop ? [{ email: shop.email, locale: shop.country === "FR" ? "fr" : "en" }] : [];
}

function operators(core: Core): Promise<Reader[]> {
  return core.db
    .select({ email: people.email, locale: people.locale })
    .from(people)
    .where(eq(people.isOperator, true));
}
