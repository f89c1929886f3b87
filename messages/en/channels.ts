export const channels = {
  title: "Channels",

  dates: {
    lastNewListingAt: "No new listings from",
    salesEndAt: "No sales from",
    fulfilByAt: "Send open orders by",
    refundsUntilAt: "Refunds until",
    closesAt: "Closes",
  },
} as const;
