// One try to sign in, counted. Used by the form and by next-auth's own route.
import { database } from "@/db";
import { type CheckPassword, checkPassword } from "@/domain/accounts/check-password";
import type { Core } from "@/domain/context";
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
  const core: Core = {
    db: database(),
    clock: systemClock, // a session and its limits know no other day
    actor: { kind: "guest", guestId: undefined },
    locale: "en",
  };
  const limited = await countTry(core, byAddress, byEmail);
  if (limited) return refuse("too-many-tries", limited);
  const outcome = await checkPassword(core, input);
  if (outcome.ok) {
    await forgetTries(core, byEmail);
    await forgiveTry(core, byAddress);
  }
  return outcome;
}
