import type { ClaimRefusal } from "@/domain/checkout/claim-purchase";
import type { CancelOrderRefusal } from "@/domain/orders/cancel-order";
import type { OrderStatus } from "@/domain/orders/rules";
import type { OrderEvent } from "@/domain/orders/queries";

export const orders = {
  title: "Orders",
  empty: "No orders yet",
  emptyText: "What you buy from the timeline is kept here, with its receipt and where it is.",
  emptyGuest:
    "Did you buy without an account? The mail with your receipt has a link that shows the order here, or adds it to an account.",
  showMore: "Show more",
  units: "{count, plural, one {# unit} other {# units}}",
  soldBy: "from {seller}",

  order: "Order {number}",
  unpaidOrder: "Unpaid order",
  back: "All orders",
  placedOn: "Ordered on {day}",

  status: {
    pending: "Not paid yet",
    paid: "Paid",
    packing: "Being packed",
    shipped: "On its way",
    delivered: "Delivered",
    expired: "Not bought",
    cancelled: "Cancelled",
    refunded: "Refunded",
    disputed: "Disputed",
    returned: "Sent back",
    withdrawn: "Withdrawn",
  } satisfies Record<OrderStatus, string>,

  thanks: "Thank you. It is yours. The receipt is on its way to {email}.",
  cancelledNow: "Your order is cancelled. {amount} is on its way back to your card.",
  refundTrouble: {
    "looked-into":
      "Your refund has not reached your card yet. The money is safe, and Merle has been told and sees to it. You need not do anything.",
    "with-the-bank":
      "Your bank has taken this payment back itself and holds the money while it looks into it. That is why we sent no refund on top. You need not do anything here; your bank will write to you.",
  },
  refundsOver:
    "Since {day} {seller} cannot give money back through Merle any more, because the channel that this was sold through has come to its end. Your rights stay as they are: write to {seller} at {email}.",
  finishPaying: "Finish paying",
  unpaidHeld: "This order is not paid yet. It is held for you until {time}.",
  confirming:
    "Your payment is being confirmed. You need not pay again: this page looks again by itself, and we will write to {email}.",
  bankAsks: "Your bank asks you to confirm this payment. Nothing was charged yet.",
  lookAgain: "Look again",

  what: "What you ordered",
  quantity: "{quantity} × {price}",
  amounts: "Amounts",
  refunded: "Refunded",
  arrives: "Delivery",
  arrivesBy: "By {day}",
  arrivesToday: "On {day}, by {time}",
  sentWith: "Sent with {carrier}.",
  follow: "Follow {number}",
  address: "Address",
  seller: "Who answers for it",
  sellerText: "{seller} sells, packs and sends it, and answers your questions.",
  write: "Write to {email}",
  returns: "If you change your mind",
  history: "What happened",
  next: "Next:",

  by: { shopper: "you", merchant: "the seller", stripe: "Stripe", schedule: "by itself", operator: "Merle" },
  event: {
    placed: "Ordered",
    "payment-declined": "The bank declined a card; nothing was charged",
    paid: "Paid",
    packing: "Packing began",
    shipped: "Handed to the carrier",
    delivered: "Delivered",
    expired: "The hold ended unpaid; nothing was charged",
    cancelled: "Cancelled",
    "refund-started": "Refund of {amount} begun",
    refunded: "{amount} refunded",
    "refund-failed": "The refund of {amount} did not get through",
    disputed: "{amount} disputed with the bank",
    "dispute-won": "The bank decided for the seller about {amount}",
    "dispute-lost": "The bank decided for you about {amount}",
    claimed: "Added to an account",
  } satisfies Record<OrderEvent["kind"], string>,
  nextStep: {
    pending: "It is paid. Nothing is charged before.",
    paid: "{seller} packs it. You can cancel until then.",
    packing: "It is handed to the carrier.",
    shipped: "It arrives.",
    "looked-into": "Merle sends the money another way. You need not do anything.",
    "with-the-bank": "Your bank decides about the money.",
    refunding: "The money reaches your card, mostly within 5 to 10 days, as your bank works.",
  },

  print: "Print the receipt",
  cancelLink: "Cancel this order",
  cancelTitle: "Cancel this order?",
  cancelText:
    "Order {number} from {seller} is cancelled at once, and all of it, {amount}, goes back to the card that paid. This cannot be undone.",
  cancelSubmit: "Cancel and refund {amount}",
  keepIt: "Keep the order",
  backToOrder: "Back to the order",
  cannotCancel:
    "This order cannot be cancelled any more: it is {status}. Write to {seller} at {email}, who can still help.",
  cancelRefused: {
    "not-found": "This order is not here.",
    "too-late": "It is too late to cancel: packing has begun, or the order is over. Write to the seller.",
    refunded: "All of the money goes back to you already. There is nothing left to cancel.",
    disputed: "Your bank has the money while it looks into this order, so it cannot be refunded from here.",
  } satisfies Record<CancelOrderRefusal, string>,

  claim: {
    title: "Is this yours?",
    order: "Order {number} from {seller}, {total}",
    donation: "Gift {number} to {seller}, {total}",
    account: "It is shown among your own from now on, on every device. The link then stops working.",
    browser:
      "It is shown in this browser. The link goes on working, so that you can add it to an account later.",
    addToAccount: "Add it to my account",
    showHere: "Show it in this browser",
    useAccount: "To find it on every device, add it to an account.",
    goneTitle: "This link does not work",
    toOrders: "Go to your orders",
    refused: {
      "link-gone":
        "The link was used, is too old, or lacks a letter. Open it again from the mail with your receipt.",
      "already-claimed": "This belongs to an account already. Sign in there to see it.",
    } satisfies Record<ClaimRefusal, string>,
  },
} as const;
