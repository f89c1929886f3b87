// The one bridge from a request to the domain: who is asking, in which language, at what time, with which tools.
import { getLocale } from "next-intl/server";
import { cookies } from "next/headers";
import { cache } from "react";
import { database } from "@/db";
import { actorForSession } from "@/domain/accounts/queries";
import type { Actor, Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { guestCookie } from "./guest";
import { sessionOf } from "./read-session";

/** Read once per request, however many components ask. */
export const requestContext = cache(async (): Promise<Context> => {
  const locale = await getLocale();
  return {
    db: database(),
    clock: systemClock,
    actor: await requestActor(),
    locale,
    payments: payments(),
    media: media(),
  };
});

async function requestActor(): Promise<Actor> {
  const session = await sessionOf();
  const person = session && (await actorForSession(database(), session));
  if (person) return person;
  return { kind: "guest", guestId: (await cookies()).get(guestCookie)?.value };
}
