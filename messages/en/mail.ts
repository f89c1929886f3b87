import type { Role } from "@/domain/context";

export const mail = {
  hello: "Hello {name},",
  line: "{label}: {value}",
  footer: "Merle, a timeline that people can buy from.",
  linkHint: "If the button does not work, copy this address into your browser:",
  confirmEmail: {
    subject: "Confirm your email",
    text: "Welcome to Merle. Confirm that this address is yours, so that you can find your account again by it.",
    button: "Confirm my email",
    notYou: "You did not open an account here? Then leave this mail: nobody gets in by it.",
  },
  addressAlreadyKnown: {
    subject: "Somebody opened an account with your email",
    text: "Somebody has just opened a new account with your email, which already has an account here. If it was you, sign in to the one you have.",
    button: "Sign in",
    reset: "Reset your password",
    notYou: "If it was not you, there is nothing to do: your account has not changed.",
  },
  resetPassword: {
    subject: "Choose a new password",
    text: "With this link you choose a new password. It works once, for one hour.",
    button: "Choose a new password",
    notYou: "You did not ask for this? Then leave this mail: your password stays as it is.",
  },
  shopInvitation: {
    subject: "Join {shop} on Merle",
    text: "{name} asks you to join the team of {shop}, {role}.",
    roles: {
      owner: "as an owner",
      manager: "as a manager",
      fulfilment: "to pack and ship orders",
      support: "to help shoppers",
      analyst: "to follow its figures",
    } satisfies Record<Role, string>,
    button: "See the invitation",
    until: "The link works once, until {day}.",
    notYou: "You do not know this shop? Then leave this mail: nothing happens.",
  },
  orderPaid: {
    subject: "Your order {number} from {seller}",
    text: "Thank you. Your order {number} is paid, and {seller} prepares it.",
    line: "{quantity, number} × {title}",
    delivery: "Delivery",
    taxIncluded: "of which {tax}",
    total: "Total",
    arrives: "With you by {date}",
    arrivesSameDay: "With you today, {date}",
    shipTo: "To",
    button: "See your order",
    claim: "You bought as a guest. With this link you add the order to an account:",
    claimLink: "Add the order to my account",
    help: "Questions? Write to {email}.",
  },
  orderCancelled: {
    subject: "Your order {number} is cancelled",
    text: "Your order {number} from {seller} is cancelled. {total} go back to the card that you paid with; your bank shows it within 5 to 10 days.",
    button: "See your order",
  },
  orderShipped: {
    subject: "Order {number} is on its way",
    text: "{seller} has handed your order {number} to {carrier}.",
    number: "Its number there: {trackingNumber}",
    follow: "Follow it at {carrier}",
    button: "See your order",
  },
  orderDelivered: {
    subject: "Order {number} has arrived",
    text: "Your order {number} from {seller} has been delivered.",
    button: "See your order",
    help: "Is something not right? Write to {email}.",
  },
  orderRefunded: {
    subject: "{amount} on the way back to you",
    text: "{amount} for your order {number} from {seller} go back to the card that you paid with. Your bank shows it within 5 to 10 days.",
    button: "See your order",
  },
  orderTooLate: {
    subject: "Your payment came too late and goes back",
    text: "Your payment of {total} for “{title}” from {seller} arrived after the time for which it was set aside, and none were left. All of it goes back to the card that you paid with; your bank shows it within 5 to 10 days.",
  },
  disputeOpened: {
    subject: "A payment of {amount} is disputed",
    subjectInquiry: "A bank asks about a payment of {amount}",
    text: "The bank of whoever paid for {purpose, select, donation {gift {number} to} other {order {number} from}} {seller} has taken {amount} back. Until the bank has decided, nothing of this payment can be refunded.",
    textInquiry:
      "The bank of whoever paid for {purpose, select, donation {gift {number} to} other {order {number} from}} {seller} asks about {amount}. No money has moved, and none will if the payment is refunded now.",
    answerBy:
      "The bank listens until {date}. What helps: what was bought, when and where it was sent, what was written about it. The operator hands it in, in Stripe’s dashboard.",
  },
  disputeClosed: {
    subject: {
      won: "The dispute about {amount} is won",
      lost: "The dispute about {amount} is lost",
      "inquiry-closed": "The bank’s question about {amount} is settled",
    },
    text: {
      won: "The bank has decided for {seller} about {purpose, select, donation {gift} other {order}} {number}. {amount} are back, and everything is as it was before.",
      lost: "The bank has decided for whoever paid for {purpose, select, donation {gift} other {order}} {number}. The {amount} that it took from {seller} stay with them.",
      "inquiry-closed":
        "The bank asks no more about {purpose, select, donation {gift {number} to} other {order {number} from}} {seller}. No money has moved.",
    },
    takenFrom: {
      account:
        "That money had gone on to the account of {seller} at Stripe: {amount} are taken back from there now. If the account holds less, Stripe sets the rest against the next payments that it gets.",
      owed: "{amount} are taken off what Merle owes {seller}.",
    },
  },
  donationReceipt: {
    subject: "Receipt {number} for your gift to {charity}",
    text: "Thank you for giving to {charity}. This is your receipt.",
    number: "Receipt",
    date: "Date",
    charity: "Charity",
    cause: "Cause",
    gift: "Gift",
    coveredFee: "Fee that you covered",
    total: "Total",
    donor: "Given by",
    anonymous: "Anonymous: {charity} does not learn your name",
    inReturn: "No goods or services were given in return for this gift.",
    button: "See your gift",
    claim: "You gave as a guest. With this link you add the gift to an account:",
    claimLink: "Add the gift to my account",
    monthly: "You give this every month. With this link you stop, pause or change it, without signing in:",
    monthlyLink: "My monthly gift",
  },
  monthNeedsBank: {
    subject: "Your bank would like to ask you about your gift to {charity}",
    text: "It is time for your monthly gift of {amount} to {charity} ({cause}). Your bank wants to make sure that it is you before it pays. Nothing was charged; one click takes you to its question.",
    button: "Answer my bank",
    orStop:
      "Behind the same link you can also pause your gift or stop it. Nothing happens if you do nothing.",
  },
  monthDeclined: {
    subject: "Your gift to {charity} could not be collected this month",
    text: "We could not collect your monthly gift of {amount} to {charity} ({cause}): your bank did not accept it. That happens, for instance when a card has expired. Nothing was charged.",
    nextTry: "The same card is tried again on {date}; you need not do anything.",
    button: "Pay with another card",
    orStop: "Behind the same link you can also give less, pause your gift or stop it.",
  },
  monthlyGiftEnded: {
    subject: "Your monthly gift to {charity} has ended",
    text: "Your monthly gift to {charity} ({cause}) could not be collected for some weeks, so it has ended. Nothing more is charged. Thank you for everything that you gave.",
    button: "Give again",
  },
  archiveReady: {
    subject: "The archive of {shop} is ready",
    text: "Everything of {shop} that you asked for is in one file now. There are addresses of shoppers in it: keep it where nobody else can read it.",
    button: "Fetch the archive",
    until: "It can be fetched until {day}, by owners and managers who are signed in.",
  },
  channelEnd: {
    subject: {
      announced: "{channel} comes to its end: {shop} sells there until {day}",
      corrected: "New dates for the end of {channel}",
      cancelled: "{channel} goes on: its end is cancelled",
      "reminder-30": "{channel} ends for {shop}: no sales from {day}",
      "reminder-7": "Soon: no sales through {channel} from {day}",
      "reminder-1": "The last day of sales through {channel}",
      "sales-ended": "Sales through {channel} have ended",
      closed: "{channel} has closed",
    },
    opening: {
      announced:
        "{whose, select, programme {{channel} comes to its end on Merle, on all channels.} connection {The connection of {shop} to {channel} comes to its end, as your team has decided.} other {The channel {channel} comes to its end on Merle.}} Nothing changes today: {shop} goes on selling until the date below.",
      corrected:
        "The dates for the end of {channel} have changed. Those below count from now on; what an earlier mail said does not.",
      cancelled:
        "The end of {channel} is called off. Nothing ends, there is nothing to do, and what earlier mails said does not count any more.",
      "reminder-30": "{channel} comes to its end. {shop} sells there until the date below.",
      "reminder-7": "In a few days nothing can be bought through {channel} any more.",
      "reminder-1": "From {day} on nothing can be bought through {channel} any more.",
      "sales-ended":
        "Nothing can be bought through {channel} any more. Your cards stay where they are and lead to your own shop. What was bought before is now sent and, where it is due, refunded.",
      closed:
        "{channel} has closed for {shop}. Orders, products and figures stay in the dashboard, where everything can be taken away as one file.",
    },
    numbers: "At {shop} now",
    liveListings: "Live listings",
    openOrders: "Orders to send",
    refundableOrders: "Orders that can be refunded",
    more: "more than {count}",
    todo: {
      selling:
        "What to do: list nothing new after the first date, send what was bought, and check that the link of each listing leads to your own shop.",
      winding: "What to do: send the open orders and settle refunds by the dates above.",
    },
    button: "See it in the dashboard",
    help: "What happens when, for you and for your shoppers:",
    helpLink: "Read about the end of {channel}",
    donate: "Donations are not part of this. They go on.",
  },
} as const;
