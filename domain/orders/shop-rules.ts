// How a shop looks at its orders.

/** What waits to be packed, is being packed, is with the carrier, has come to its end; and everything. */
export const shopViews = ["to-pack", "packing", "on-the-way", "over", "all"] as const;
export type ShopView = (typeof shopViews)[number];
