// A guest's browser gets a secret id when it begins to buy or give, so that it finds its checkout again.
import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { isGuestId } from "@/domain/context";
import { env } from "@/env";

export const guestCookie = "guest";

/** The guest's id, made when there is none. Only in actions and route handlers: pages cannot set cookies. */
export async function ensureGuestId(): Promise<string> {
  const jar = await cookies();
  const known = jar.get(guestCookie)?.value;
  if (isGuestId(known)) return known;
  const id = `guest_${randomBytes(24).toString("base64url")}`;
  jar.set(guestCookie, id, {
    httpOnly: true,
    sameSite: "lax",
    secure: env.publicUrl.startsWith("https:"),
    path: "/",
    maxAge: 180 * 24 * 60 * 60,
  });
  return id;
}
