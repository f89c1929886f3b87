// One try to sign in, counted. Used by the form and by next-auth's own route.
import { database } from "@/db";
import { type CheckPassword, checkPassword } from "@/domain/accounts/check-password";
import { type Outcome, refuse } from "@/domain/outcome";
import { systemClock } from "@/domain/time";
import { countTry, forgetTries, forgiveTry } from "@/integrations/rate-limits";

export async function trySignIn(
  input: CheckPassword,
  address: string,
): Promise<
  | Outcome<{ personId: string }, "wrong-email-or-password">
  | Outcome<never, "too-many-tries", { waitMinutes: number }>
> {
  const byEmail = { limit: "sign-in-by-email", key: input.email } as const;
  const byAddress = { limit: "sign-in-by-address", key: address } as const;
  const limited = await countTry(byAddress, byEmail);
  if (limited) return refuse("too-many-tries", limited);
  const outcome = await checkPassword(
    { db: database(), clock: systemClock, actor: { kind: "guest", guestId: undefined }, locale: "en" },
    input,
  );
  if (outcome.ok) {
    await forgetTries(byEmail);
    await forgiveTry(byAddress);
  }
  return outcome;
}
