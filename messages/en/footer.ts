export const footer = {
  outbox: "Outbox",
  jobs: "What runs by itself",
  demo: "A demo world: no money moves, no mail leaves.",
} as const;
