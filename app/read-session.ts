// Reads a session: the cookie that app/session.ts writes. getServerSession of next-auth would do the same and write a new
// token each time, which a page could not set.
import { decode } from "next-auth/jwt";
import { cookies } from "next/headers";
import QuickLRU from "quick-lru";
import type { SessionPerson } from "@/domain/accounts/queries";
import { env } from "@/env";
import { sessionCookie } from "./auth";

// What a token says never changes, and reading one costs as much as a page's queries. Whether its person may still sign
// in is asked of the database each time (actorForSession).
const tokensKept = 5_000; // and the 5,000 before them
const longestKeptMilliseconds = 10 * 60 * 1000;
const readTokens = new QuickLRU<string, SessionPerson>({ maxSize: tokensKept });

/** Who is signed in by the cookie of this request, as far as the cookie says. */
export async function sessionOf(): Promise<SessionPerson | undefined> {
  const token = (await cookies()).get(sessionCookie.name)?.value;
  if (!token || !env.nextAuthSecret) return undefined;
  const known = readTokens.get(token);
  if (known) return known;
  // Throws when it is not one of ours, or is too old.
  const read = await decode({ token, secret: env.nextAuthSecret }).catch(() => null);
  if (!read?.person) return undefined;
  const left = Number(read["exp"] ?? 0) * 1000 - Date.now();
  readTokens.set(token, read.person, { maxAge: Math.min(longestKeptMilliseconds, left) });
  return read.person;
}
