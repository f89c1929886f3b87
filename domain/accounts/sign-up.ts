// Sign up: a new person with an account of their own. An address that somebody has confirmed does not stand in the
// way, or sign-up would tell who is here: see docs/decisions/2026-11-20-one-address-several-claims.md.
// Undo: none yet.
import { newId } from "@/db/id";
import { accounts, people } from "@/db/schema/accounts";
import { counters } from "@/db/schema/payments";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { realNow } from "@/domain/time";
import { hashPassword } from "./passwords";
import { isReservedHandle } from "./rules";
import { mailConfirmation } from "./send-confirmation";

/** Already checked by the words of rules.ts: lower case, trimmed. */
export type SignUp = { name: string; handle: string; email: string; password: string; country: string };
export type SignUpRefusal = "handle-taken" | "handle-reserved";

/** The first person of an empty world becomes its operator. */
export async function signUp(
  ctx: Core,
  { name, handle, email, password, country }: SignUp,
): Promise<Outcome<{ personId: string; isOperator: boolean }, SignUpRefusal>> {
  if (isReservedHandle(handle)) return refuse("handle-reserved");
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (core) => {
    const now = core.clock.now();
    const [account] = await core.db
      .insert(accounts)
      .values({ id: newId(now), kind: "person", handle, name, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    if (!account) return refuse("handle-taken");
    const isOperator = await isFirstOfAll(core);
    const personId = newId(now);
    await core.db.insert(people).values({
      id: personId,
      accountId: account.id,
      email,
      passwordHash,
      passwordChangedAt: realNow(core.clock),
      isOperator,
      locale: core.locale,
      country,
      createdAt: now,
    });
    await mailConfirmation(core, { personId, name, email });
    return ok({ personId, isOperator });
  });
}

/** The counter settles the race: of two first people, the one who comes second waits for its row and finds it. */
async function isFirstOfAll(core: Core): Promise<boolean> {
  const anybody = await core.db.select({ id: people.id }).from(people).limit(1);
  if (anybody.length > 0) return false;
  const claimed = await core.db
    .insert(counters)
    .values({ name: "operator", value: 1 })
    .onConflictDoNothing()
    .returning();
  return claimed.length > 0;
}
