// Begins and ends a session. The cookie is the one of next-auth, written here so that signing in and out are plain
// forms that need no JavaScript.
import { encode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { sessionCookie, sessionSeconds } from "./auth";

/** Only in actions and route handlers: pages cannot set cookies. */
export async function startSession(personId: string): Promise<void> {
  if (!env.nextAuthSecret) throw new Error("NEXTAUTH_SECRET is needed to sign anybody in");
  // By the machine's time, as the token's own end: a session outlives every move of the demo world's clock.
  const signedInAt = systemClock.now().getTime();
  const token = await encode({
    token: { sub: personId, person: { personId, signedInAt } },
    secret: env.nextAuthSecret,
    maxAge: sessionSeconds,
  });
  (await cookies()).set(sessionCookie.name, token, { ...sessionCookie.options, maxAge: sessionSeconds });
}

export async function endSession(): Promise<void> {
  (await cookies()).set(sessionCookie.name, "", { ...sessionCookie.options, maxAge: 0 });
}
