// The front page, the shops and charities that most people follow, and what is for sale; from there links lead to
// the rest.
import type { MetadataRoute } from "next";
import { database } from "@/db";
import { productAddress } from "@/domain/catalog/product-address-rules";
import { productAddresses } from "@/domain/catalog/product-page";
import { suggestedAccounts } from "@/domain/timeline/account-queries";
import { env } from "@/env";
import { requestClock } from "./request-context";

// What is here changes without a build.
export const dynamic = "force-dynamic";

const mostListed = 1_000;
// The protocol allows 50,000 addresses in one file.
const mostProducts = 20_000;

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
  for (const { handle, slug } of await productAddresses(visitor, mostProducts))
    paths.push(productAddress(handle, slug));
  return ["/", "/help/channels", ...paths].map((path) => ({ url: `${env.publicUrl}${path}` }));
}
