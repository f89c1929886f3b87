/** How a bank refuses a charge. */
export interface Decline {
  code: string;
  declineCode?: string;
  message: string;
  /** Stopped by the fraud rules before any bank was asked. */
  blocked?: boolean;
}

/**
 * When the bank wants 3-D Secure. "always": every payment. "unless-set-up": with the shopper present always, without
 * them until the card was once set up. "on-session": only with the shopper present. "on-request": only if the
 * request asks for it. "broken": it is wanted, but the bank's own service fails.
 */
type Authentication = "always" | "unless-set-up" | "on-session" | "on-request" | "broken" | "never";

export interface TestCard {
  number: string;
  /** Names after `pm_card_` and `tok_`. */
  names: [string, ...string[]];
  brand: "visa" | "mastercard" | "amex" | "discover";
  funding: "credit" | "debit";
  authentication: Authentication;
  /** What the bank says once it is asked (after 3-D Secure where that is wanted). */
  decline: Decline | null;
  /** A card that declines can usually not be kept; one of them can, to fail later. */
  canBeAttached: boolean;
  fundsAvailable: "at-once" | "after-two-days";
  refund: "succeeds" | "stays-pending-first" | "fails-later";
  /** What the bank does on its own soon after a payment. */
  complaint: "disputed-as-fraud" | "disputed-as-not-received" | "inquiry" | "fraud-warning" | null;
}

const genericDecline = refusal("card_declined", "generic_decline", "Your card was declined.");
const insufficientFunds = refusal("card_declined", "insufficient_funds", "Your card has insufficient funds.");
const processingError = refusal(
  "processing_error",
  undefined,
  "An error occurred while processing your card. Try again in a little bit.",
);

export const testCards: readonly TestCard[] = [
  card("4242424242424242", ["visa"]),
  card("4000056655665556", ["visa_debit"], { funding: "debit" }),
  card("5555555555554444", ["mastercard"], { brand: "mastercard" }),
  card("378282246310005", ["amex"], { brand: "amex" }),
  card("6011111111111117", ["discover"], { brand: "discover" }),
  card("4000000000000077", ["bypassPending"], { fundsAvailable: "at-once" }),

  declines("4000000000000002", ["visa_chargeDeclined", "chargeDeclined"], genericDecline),
  declines(
    "4000000000009995",
    ["visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds"],
    insufficientFunds,
  ),
  declines(
    "4000000000009987",
    ["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"],
    refusal("card_declined", "lost_card", "Your card was declined."),
  ),
  declines(
    "4000000000009979",
    ["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"],
    refusal("card_declined", "stolen_card", "Your card was declined."),
  ),
  declines(
    "4000000000006975",
    ["visa_chargeDeclinedVelocityLimitExceeded", "chargeDeclinedVelocityLimitExceeded"],
    refusal(
      "card_declined",
      "card_velocity_exceeded",
      "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    ),
  ),
  declines(
    "4000000000000069",
    ["chargeDeclinedExpiredCard"],
    refusal("expired_card", undefined, "Your card has expired."),
  ),
  declines(
    "4000000000000127",
    ["chargeDeclinedIncorrectCvc"],
    refusal("incorrect_cvc", undefined, "Your card's security code is incorrect."),
  ),
  declines("4000000000000119", ["chargeDeclinedProcessingError"], processingError),
  declines("4000000000000341", ["chargeCustomerFail"], genericDecline, { canBeAttached: true }),
  declines("4100000000000019", ["radarBlock"], {
    ...genericDecline,
    declineCode: "fraudulent",
    blocked: true,
  }),

  card("4000002500003155", ["authenticationRequiredOnSetup"], { authentication: "unless-set-up" }),
  card("4000002760003184", ["authenticationRequired"], { authentication: "always" }),
  card("4000003800000446", ["authenticationRequiredSetupForOffSession"], { authentication: "on-session" }),
  card("4000008260003178", ["authenticationRequiredChargeDeclinedInsufficientFunds"], {
    authentication: "always",
    decline: insufficientFunds,
  }),
  card("4000000000003220", ["threeDSecure2Required"], { authentication: "always" }),
  card("4000008400001629", ["threeDSecureRequiredChargeDeclined"], {
    authentication: "always",
    decline: genericDecline,
  }),
  card("4000008400001280", ["threeDSecureRequiredProcessingError"], { authentication: "broken" }),
  card("4000000000003055", ["threeDSecureOptional"], { authentication: "on-request" }),
  card("4000000000003097", ["threeDSecureOptionalProcessingError"], { authentication: "never" }),

  card("4000000000000259", ["createDispute"], { complaint: "disputed-as-fraud" }),
  card("4000000000002685", ["createDisputeProductNotReceived"], { complaint: "disputed-as-not-received" }),
  card("4000000000001976", ["createDisputeInquiry"], { complaint: "inquiry" }),
  card("4000000000005423", ["createIssuerFraudRecord"], { complaint: "fraud-warning" }),

  card("4000000000007726", ["pendingRefund"], { refund: "stays-pending-first" }),
  card("4000000000005126", ["refundFail"], { refund: "fails-later" }),
];

export function testCardByNumber(number: string): TestCard | undefined {
  return testCards.find((candidate) => candidate.number === number);
}

/** The card that a payment method or a token remembers by the first of its names. */
export function testCardKept(name: string): TestCard {
  const found = testCards.find((candidate) => candidate.names[0] === name);
  if (!found) throw new Error(`The state file names a test card that is not on the list: ${name}`);
  return found;
}

/** Finds the card of a name such as `pm_card_visa` or `tok_visa`. */
export function testCardByName(name: string): TestCard | undefined {
  const bare = name.replace(/^(pm_card|tok)_/, "");
  return bare === name ? undefined : testCards.find((candidate) => candidate.names.includes(bare));
}

/** What the bank said when 3-D Secure was wanted and nobody was there to do it. */
export const authenticationRequired = refusal(
  "authentication_required",
  "authentication_required",
  "Your card was declined. This transaction requires authentication.",
);

/** What the bank said when its 3-D Secure service broke. */
export const authenticationBroken = genericDecline;

/** Whether the check digit at the end of a card number is right. */
export function passesLuhn(number: string): boolean {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function card(number: string, names: [string, ...string[]], differences: Partial<TestCard> = {}): TestCard {
  return {
    number,
    names,
    brand: "visa",
    funding: "credit",
    authentication: "never",
    decline: null,
    canBeAttached: true,
    fundsAvailable: "after-two-days",
    refund: "succeeds",
    complaint: null,
    ...differences,
  };
}

function declines(
  number: string,
  names: [string, ...string[]],
  decline: Decline,
  differences: Partial<TestCard> = {},
): TestCard {
  return card(number, names, { decline, canBeAttached: false, ...differences });
}

function refusal(code: string, declineCode: string | undefined, message: string): Decline {
  return declineCode ? { code, declineCode, message } : { code, message };
}
