// The front page, and the shops and charities that most people follow; from there links lead to the rest.
import type { MetadataRoute } from "next";
import { database } from "@/db";
import { suggestedAccounts } from "@/domain/timeline/queries";
import { env } from "@/env";
import { requestClock } from "./request-context";

// What is here changes without a build.
export const dynamic = "force-dynamic";

const mostListed = 1_000;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const visitor = {
    db: database(),
    clock: await requestClock(),
    actor: { kind: "guest", guestId: undefined },
    locale: "en",
  } as const;
  const accounts = await suggestedAccounts(visitor, mostListed);
  const paths = accounts.flatMap(({ handle, kind }) =>
    kind === "merchant" ? [`/${handle}`, `/${handle}/shop`] : [`/${handle}`],
  );
  return ["/", "/help/channels", ...paths].map((path) => ({ url: `${env.publicUrl}${path}` }));
}
