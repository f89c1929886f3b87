export const footer = {
  outbox: "Outbox",
  operator: "Operations",
  demo: "A demo world: no money moves, no mail leaves.",
} as const;
