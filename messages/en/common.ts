export const common = {
  appName: "Merle",
  tagline: "A timeline that people can buy from",
  skipToContent: "Skip to content",
  close: "Close",
  back: "Back",
  retry: "Try again",
} as const;
