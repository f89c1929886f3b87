import type { AddressProblem } from "@/domain/orders/read-address";
import type { PlaceOrderRefusal } from "@/domain/orders/place-order";
import type { BeginPaymentRefusal } from "@/domain/orders/begin-payment";

export const checkout = {
  title: "Buy from {seller}",
  sheetTitle: "Buy",
  loading: "One moment …",
  soldBy: "Sold by {seller}",
  each: "{price} each",

  what: "What",
  where: "Where to",
  how: "How you pay",

  variant: "Variant",
  variantOption: "{values} · {price}",
  variantSoldOut: "{values} · sold out",
  quantity: "Quantity",
  fewLeft: "{count, plural, one {# left} other {# left}}",
  email: "Email",
  emailHint: "For the receipt. Nothing else is sent to it.",
  fullName: "Full name",
  line1: "Address",
  line2: "Apartment, floor (optional)",
  city: "City",
  stateNames: { state: "State", province: "Province", prefecture: "Prefecture" },
  chooseState: "Choose …",
  postalCode: "Postal code",
  country: "Country",
  delivery: "Delivery",
  standard: "Standard, by {day}",
  sameDay: "Today by {time} in {city}",
  orderBy: "if you order by {time}",
  free: "free",
  toPayment: "Continue to payment",
  change: "Change",

  summary: "Summary",
  line: "{quantity} × {title}",
  items: "Items",
  deliveryFee: "Delivery",
  tax: "Tax",
  taxNamed: "Tax ({name} {rate})",
  taxNames: {
    VAT: "VAT",
    "Sales tax": "Sales tax",
    GST: "GST",
    HST: "HST",
    PST: "PST",
    QST: "QST",
    RST: "RST",
    "Consumption tax": "Consumption tax",
  },
  taxIncluded: "Includes {amount} tax ({name} {rate})",
  taxLater: "with your address",
  total: "Total",

  shipTo: "Ship to",
  payWith: "Pay with",
  payIn: "Pay in",
  payInInstead: "Pay in {currency} instead: {total}",
  card: "{brand} ending in {last4}",
  newCard: "Another card",
  otherDetails: "Other address or card",
  keep: "Keep my address and card for next time",
  keepHint: "Your card stays with Stripe. You can remove both in Settings, any day.",

  held: "Held for you for {time}",
  heldSpoken: "Your order is held until {time}.",
  moreTime: "Give me more time",
  holdEnded: "The ten minutes are over, so the hold on your units has ended. Nothing was charged.",
  holdAgain: "Hold it again",

  paying: "Paying …",
  placing: "One moment …",
  asking: "Your bank asks …",
  cardNeedsScript:
    "A new card is typed into Stripe’s own form, which needs JavaScript. Your order is held meanwhile; with a kept card you can pay without it.",
  cardFormFailed: "The card form could not be loaded. Check your connection and try again.",
  loadingCard: "Loading the card form …",
  testPayments: "Test payments: no money moves.",

  waitingTitle: "Your payment is being confirmed",
  waiting:
    "We are waiting for your bank’s answer. You need not pay again, and you can close this: we will write to {email}.",
  checkAgain: "Look again",
  askedTitle: "Your bank’s question is still open",
  asked: "Nothing has been charged. Answer it to pay, or pay another way. Your order is held meanwhile.",
  answerBank: "Answer my bank",
  anotherWay: "Pay another way",

  doneTitle: "Thank you. It is yours.",
  doneNumber: "Order {number}",
  doneMail: "The receipt is on its way to {email}.",
  doneArrives: "It arrives by {day}.",
  doneArrivesToday: "It arrives today by {time}.",
  doneCancel: "You can cancel until {seller} begins to pack it.",
  seeOrder: "See the order",
  backToTimeline: "Back to the timeline",

  seeItAt: "See it at {site}",
  soldOut: "This is sold out.",

  boughtJustNow: "You bought this a moment ago. Would you like one more?",
  buyAnother: "Yes, one more",
  totalChanged:
    "The total has changed: it was {before}, it is now {after}. Nothing was charged. Pay the new total, or close this.",
  priceChanged:
    "The price changed while you were here: the total was {before}, it is now {after}. Nothing was charged.",

  nothingCharged: "Nothing was charged.",

  refused: {
    "not-open": "Selling here has not begun yet.",
    "not-rolled-out": "Buying here has not reached you yet.",
    "sales-ended": "This is no longer sold here.",
    withdrawn: "The seller has taken this off sale.",
    "not-started": "This is not on sale yet.",
    over: "This offer is over.",
    "at-merchant-site": "This is sold at the seller’s own site.",
    "merchant-cannot-be-paid": "This seller cannot take payments at the moment.",
    "price-not-fresh": "The price is being checked. Try again in a few minutes.",
    "sold-out": "Someone just bought the last one.",
    "not-found": "This checkout is not here any more. Open it again from the timeline.",
    "too-many-units":
      "{units, plural, =0 {You have bought as many of these as one person can.} one {You can buy one of these.} other {You can buy at most # of these.}}",
    "too-few-left":
      "{units, plural, =0 {There are none left.} one {There is only one left.} other {There are only # left.}}",
    "many-nearby":
      "{units, plural, =0 {Others on your network are buying these just now. Try again in a few minutes.} one {Others on your network are buying these just now: you can have one, or more in a few minutes.} other {Others on your network are buying these just now: you can have #, or more in a few minutes.}}",
    "address-needed": "Say where it should be sent.",
    "no-delivery": "{seller} does not deliver to this address that way. Choose another delivery or address.",
    "payment-under-way": "This order is being paid at this moment.",
    "bought-just-now": "You bought this a moment ago.",
    "already-paid": "This order is paid.",
    "hold-ended": "The hold has ended. Nothing was charged.",
    "price-changed": "The price has changed. Nothing was charged.",
  } satisfies Record<PlaceOrderRefusal | BeginPaymentRefusal, string>,

  problem: {
    missing: "Fill this in.",
    "unknown-state": "Choose one from the list.",
    "bad-postal-code": "This is not a postal code of the country chosen.",
    "unknown-country": "Choose a country.",
    "too-long": "Shorten this to 120 characters.",
  } satisfies Record<AddressProblem, string>,
  badEmail: "Write an email address such as name@example.com.",

  tooManyDeclines:
    "Too many cards were declined. Try again in {minutes, plural, one {# minute} other {# minutes}}.",
  declined: {
    generic: "Your bank declined this card. Nothing was charged. Try another, or ask your bank.",
    funds: "There is not enough money on this card. Nothing was charged. Try another card.",
    expired: "This card has expired. Nothing was charged. Try another card.",
    cvc: "The security code is not right. Nothing was charged. Check the three or four digits and try again.",
    number: "The card number is not right. Nothing was charged. Check it and try again.",
    lost: "Your bank does not accept this card any more. Nothing was charged. Try another card.",
    processing: "The bank could not be reached. Nothing was charged. Try again in a moment.",
    authentication:
      "Your bank did not confirm that it was you. Nothing was charged. Try again, or use another card.",
    again: "That did not work, and nothing was charged. Choose how to pay and try again.",
    stopped: "That payment was stopped. Nothing was charged. Choose how to pay.",
    small: "This total is too small to be paid by card. Nothing was charged.",
    receiver: "The money could not reach its receiver at the moment. Nothing was charged.",
    late: "The payment came after the hold had ended, and nothing was left. The whole amount is on its way back to you.",
  },
} as const;
