export const footer = {
  outbox: "Outbox",
  health: "How things are",
  jobs: "What runs by itself",
  channels: "Programme and channels",
  clock: "The clock",
  demo: "A demo world: no money moves, no mail leaves.",
} as const;
