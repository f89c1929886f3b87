export const shops = {
  title: "Your shop",
} as const;
