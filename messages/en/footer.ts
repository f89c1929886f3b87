export const footer = {
  outbox: "Outbox",
  health: "How things are",
  jobs: "What runs by itself",
  demo: "A demo world: no money moves, no mail leaves.",
} as const;
