export const operator = {
  jobs: {
    title: "What runs by itself",
    someGivenUp:
      "{count, plural, one {One piece of work was given up} other {# pieces of work were given up}} and will not be tried again by itself.",
    waiting: "Waiting",
    givenUp: "Given up",
    noneGivenUp: "Nothing was given up.",
    failing: "Failed, tried again later",
    noneFailing: "Nothing fails.",
    inHand: "In hand",
    noneInHand: "Nothing is in hand at this moment.",
    givenUpAt: "Given up after {tries, plural, one {# try} other {# tries}}, {time}",
    heldBy: "In the hands of {process} until {time}",
    nextTry: "{tries, plural, =0 {Waits} one {# failed try} other {# failed tries}}, the next after {time}",
    tryAgain: "Try again",
    tryThisAgain: "Try again: {subject}",
    kinds: {
      mail: "Mails to send",
      "stripe-event": "Events of Stripe’s to handle",
      payment: "Payments whose outcome is not known",
      refund: "Refunds to carry out",
      hold: "Holds to release",
      gift: "Abandoned gifts to close",
      "monthly-gift": "Monthly gifts to ask after",
      job: "Jobs",
    },
  },
} as const;
