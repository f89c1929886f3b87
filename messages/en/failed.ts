export const failed = {
  title: "That did not work",
  text: "The fault is ours, not yours. Try again in a moment. If you were just paying, look under Orders or Donations first: what went through is there.",
  reference: "If you write to us, tell us this reference:",
  retry: "Try again",
  orders: "Orders",
  donations: "Donations",
  home: "Home",
} as const;
