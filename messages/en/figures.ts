export const figures = {
  title: "Overview",
} as const;
