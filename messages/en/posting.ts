export const posting = {
  title: "Posts",
} as const;
