// Who may read what is counted: whoever knows the token; without one whoever asks on this machine itself.
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** @param headers as server.ts passes them on: `x-from-this-machine` is its own. */
export function mayReadMetrics(headers: Headers, token: string | undefined): boolean {
  if (token === undefined) return headers.get("x-from-this-machine") === "yes";
  const [, given = ""] = /^bearer (.+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return timingSafeEqual(digest(given), digest(token));
}
