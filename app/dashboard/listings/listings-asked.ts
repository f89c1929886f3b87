// Which listings an address asks for.
import { z } from "zod";
import { listingSorts, listingViews } from "@/domain/catalog/listing-rules";

const Asked = z.object({
  view: z.enum(listingViews).catch("all"),
  sort: z.enum(listingSorts).catch("newest"),
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(40).optional().catch(undefined),
});

export type ListingsAsked = z.infer<typeof Asked>;

export const listingsAsked = (search: Record<string, unknown>): ListingsAsked => Asked.parse(search);

/** The address of the same table with something else asked, from its beginning; what is usual is left out. */
export function listingsAddress(asked: ListingsAsked, change: Partial<ListingsAsked>): string {
  const { view, sort, q, after } = { ...asked, after: undefined, ...change };
  const query = new URLSearchParams({
    ...(view === "all" ? {} : { view }),
    ...(sort === "newest" ? {} : { sort }),
    ...(q ? { q } : {}),
    ...(after ? { after } : {}),
  });
  return `/dashboard/listings${query.size > 0 ? `?${query}` : ""}`;
}
