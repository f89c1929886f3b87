export const outbox = {
  title: "Outbox",
  about:
    "Mails that a real Merle would have sent. In this demo world nothing leaves the house, and every visitor sees them all.",
  empty: "No mail yet",
  emptyText: "Sign up, buy something or give, and it turns up here.",
  to: "To {address}",
  text: "As plain text",
  html: "The mail as HTML",
  back: "Back to the outbox",
} as const;
