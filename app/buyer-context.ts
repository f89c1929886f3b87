// The context of somebody who is about to buy or give: a guest without a key gets one. Only in actions.
import { headers } from "next/headers";
import type { Context } from "@/domain/context";
import { env } from "@/env";
import { guestIdHere, keepGuestId } from "./guest";
import { requestContext } from "./request-context";

export async function buyerContext(): Promise<Context> {
  const ctx = await passingContext();
  await keepBuyer(ctx);
  return ctx;
}

/**
 * The same, but a new guest's id is the browser's only once `keepBuyer` has been called: an answer that sets a cookie
 * draws the whole page again, for which there is no need when nothing was begun.
 */
export async function passingContext(): Promise<Context> {
  const ctx = await requestContext();
  if (ctx.actor.kind !== "guest") return ctx;
  return { ...ctx, actor: { kind: "guest", guestId: await guestIdHere() } };
}

export async function keepBuyer({ actor }: Context): Promise<void> {
  if (actor.kind === "guest" && actor.guestId !== undefined) await keepGuestId(actor.guestId);
}

/** The address under which this browser knows us, to come back to: Next has checked that it is our own. */
export async function ownOrigin(): Promise<string> {
  return (await headers()).get("origin") ?? env.publicUrl;
}
