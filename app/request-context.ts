// The one bridge from a request to the domain: who is asking, in which language, at what time, with which tools.
import { getServerSession } from "next-auth";
import { getLocale } from "next-intl/server";
import { cookies } from "next/headers";
import { cache } from "react";
import { database } from "@/db";
import { actorForSession } from "@/domain/accounts/queries";
import type { Actor, Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { payments } from "@/integrations/stripe";
import { authOptions } from "./auth";
import { guestCookie } from "./guest";

/** Read once per request, however many components ask. */
export const requestContext = cache(async (): Promise<Context> => {
  const locale = await getLocale();
  return { db: database(), clock: systemClock, actor: await requestActor(), locale, payments: payments() };
});

async function requestActor(): Promise<Actor> {
  const session = await getServerSession(authOptions);
  if (session?.person) {
    const person = await actorForSession(database(), session.person);
    if (person) return person;
  }
  return { kind: "guest", guestId: (await cookies()).get(guestCookie)?.value };
}
