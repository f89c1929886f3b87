// The one bridge from a request to the domain: who is asking, in which language, at what time, with which tools.
import { getLocale } from "next-intl/server";
import { cookies } from "next/headers";
import { cache } from "react";
import { database } from "@/db";
import { actorForSession } from "@/domain/accounts/queries";
import type { Actor, Context } from "@/domain/context";
import { clockOffset } from "@/domain/clock/queries";
import type { Clock } from "@/domain/time";
import { learnClock } from "@/integrations/clock";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { tellUnpromoted } from "@/integrations/tell-unpromoted";
import { requestId } from "@/integrations/this-request";
import { guestCookie } from "./guest";
import { sessionOf } from "./read-session";

/** Read once per request, however many components ask. */
export const requestContext = cache(async (): Promise<Context> => {
  const locale = await getLocale();
  return {
    db: database(),
    clock: await requestClock(),
    actor: await requestActor(),
    locale,
    payments: payments(),
    media: media(),
    requestId: requestId(),
    unpromoted: tellUnpromoted,
  };
});

/** The time that this request shows from its beginning to its end: the machine's, but for a demo world that was moved. */
export const requestClock = cache((): Promise<Clock> => learnClock(() => clockOffset(database())));

async function requestActor(): Promise<Actor> {
  const session = await sessionOf();
  const person = session && (await actorForSession(database(), session));
  if (person) return person;
  return { kind: "guest", guestId: (await cookies()).get(guestCookie)?.value };
}
