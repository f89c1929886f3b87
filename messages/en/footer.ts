export const footer = {
  outbox: "Outbox",
  demo: "A demo world: no money moves, no mail leaves.",
} as const;
