export const clock = {
  title: "The clock",
} as const;
