// The context of somebody who is about to buy or give: a guest without a key gets one. Only in actions.
import { headers } from "next/headers";
import type { Context } from "@/domain/context";
import { env } from "@/env";
import { ensureGuestId } from "./guest";
import { requestContext } from "./request-context";

export async function buyerContext(): Promise<Context> {
  const ctx = await requestContext();
  if (ctx.actor.kind !== "guest") return ctx;
  return { ...ctx, actor: { kind: "guest", guestId: await ensureGuestId() } };
}

/** The address under which this browser knows us, to come back to: Next has checked that it is our own. */
export async function ownOrigin(): Promise<string> {
  return (await headers()).get("origin") ?? env.publicUrl;
}
