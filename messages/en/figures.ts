import type { FigureColumn } from "@/domain/measurement/figures-rules";

export const figures = {
  title: "Overview",
  toPack: "{count, plural, one {# order to pack} other {# orders to pack}}",
  period: "Period",
  days: "{days} days",
  total: {
    seen: "Cards seen",
    opened: "Opened",
    bought: "Orders",
    soldMinor: "Sold",
    refundedMinor: "Given back",
  } satisfies Record<FigureColumn, string>,
  ofSeen: "{share} of those seen",
  ofOpened: "{share} of those opened",
  ofSold: "{share} of what was sold",
  salesByDay: "Sales by day",
  chart: "Sales by day as bars. The highest is {amount}, on {day}. All figures stand in the table below.",
  noSales: "Nothing was sold on these days.",
  noSalesIn: "Nothing was sold in {currency} on these days.",
  chartIn:
    "The bars show what was sold in {currency}. Other currencies stand in the table, never added to it.",
  asTable: "The same as a table",
  asFile: "Save as CSV",
  day: "Day",
  byCard: "By card",
  card: "Card",
  inTweet: "In the post “{text}”",
  inShop: "In the shop",
  sortedBy: "Sorted by {column}. Press a heading to sort by it.",
  noCards: "No cards yet",
  noProductsText: "Add a product first. Then post it, and what becomes of its card is counted here.",
  noCardsText: "Post a product, and what becomes of its card is counted here.",
  firstPage: "First page",
  nextPage: "Next page",
  about:
    "Seen counts a card each time that a page with it is shown. Sold includes tax and delivery, on the day of the order. Days are those of {timeZone}. Counted up to a minute ago.",
} as const;
