// A guest's browser gets a secret id when it begins to buy or give, so that it finds its checkout again.
import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { isGuestId } from "@/domain/context";
import { ownCookie } from "./own-cookie";

export const guestCookie = "guest";

/** The guest's id, or a new one that the browser does not have yet. */
export async function guestIdHere(): Promise<string> {
  const known = (await cookies()).get(guestCookie)?.value;
  return isGuestId(known) ? known : `guest_${randomBytes(24).toString("base64url")}`;
}

/** Gives the id to the browser, unless it has it. Only in actions and route handlers: pages cannot set cookies. */
export async function keepGuestId(id: string): Promise<void> {
  const jar = await cookies();
  if (jar.get(guestCookie)?.value === id) return;
  jar.set(guestCookie, id, { ...ownCookie, maxAge: 180 * 24 * 60 * 60 });
}
