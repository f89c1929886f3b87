import type { z } from "zod";
import type { Call, KeyKind } from "./call";
import type { FormFields } from "./form-encoding";
import { fields, listOf, readParams, text } from "./params";
import * as accountLinks from "./objects/account-links";
import * as accounts from "./objects/accounts";
import { retrieveAccountOfVersion1 } from "./objects/accounts-v1";
import * as applicationFees from "./objects/application-fees";
import * as balance from "./objects/balance";
import * as charges from "./objects/charges";
import * as confirmationTokens from "./objects/confirmation-tokens";
import * as customerSessions from "./objects/customer-sessions";
import * as customers from "./objects/customers";
import * as disputes from "./objects/disputes";
import * as earlyFraudWarnings from "./objects/early-fraud-warnings";
import * as eventDestinations from "./objects/event-destinations";
import * as events from "./objects/events";
import * as externalAccounts from "./objects/external-accounts";
import * as invoicePayments from "./objects/invoice-payments";
import * as invoices from "./objects/invoices";
import * as paymentIntents from "./objects/payment-intents";
import * as paymentMethods from "./objects/payment-methods";
import * as payouts from "./objects/payouts";
import * as products from "./objects/products";
import * as refunds from "./objects/refunds";
import * as setupIntents from "./objects/setup-intents";
import * as subscriptions from "./objects/subscriptions";
import * as testClocks from "./objects/test-clocks";
import * as thinEvents from "./objects/thin-events";
import * as transfers from "./objects/transfers";
import * as webhookEndpoints from "./objects/webhook-endpoints";

/**
 * The values in a path such as `/v1/customers/:customer/payment_methods/:id`: `parent` is what stands in the place of
 * any other name than `:id`. Empty where a path has no such place.
 */
export interface PathValues {
  id: string;
  parent: string;
}

export interface Route {
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** Which kinds of key may ask. */
  keys: readonly KeyKind[];
  params: z.ZodObject;
  /** Whether the platform may ask it in the name of a connected account, by the Stripe-Account header. */
  forAccounts: boolean;
  /** Reads the form (refusing what the schema does not know) and returns what answers it, to be run in a transaction. */
  prepare(form: FormFields, path: PathValues): { expand: string[]; run(call: Call): object };
}

const secret = ["secret"] as const;
const publishable = ["publishable"] as const;
const both = ["secret", "publishable"] as const;
const none = fields({});
const expansion = fields({ expand: listOf(text()) });

/** Every route of the API. What is not here is answered with the API's own 404. */
export const routes: readonly Route[] = [
  route("GET", "/v1/accounts/:id", secret, none, retrieveAccountOfVersion1),
  route(
    "GET",
    "/v1/accounts/:account/external_accounts",
    secret,
    externalAccounts.ListExternalAccounts,
    externalAccounts.listExternalAccounts,
  ),
  route(
    "POST",
    "/v1/accounts/:account/external_accounts",
    secret,
    externalAccounts.CreateExternalAccount,
    externalAccounts.createExternalAccount,
  ),
  route(
    "GET",
    "/v1/accounts/:account/external_accounts/:id",
    secret,
    none,
    externalAccounts.retrieveExternalAccount,
  ),

  route(
    "GET",
    "/v1/application_fees",
    secret,
    applicationFees.ListApplicationFees,
    applicationFees.listApplicationFees,
  ),
  route("GET", "/v1/application_fees/:id", secret, none, applicationFees.retrieveApplicationFee),
  route(
    "GET",
    "/v1/application_fees/:fee/refunds",
    secret,
    applicationFees.ListFeeRefunds,
    applicationFees.listFeeRefunds,
  ),
  route(
    "POST",
    "/v1/application_fees/:fee/refunds",
    secret,
    applicationFees.CreateFeeRefund,
    applicationFees.createFeeRefund,
  ),
  route("GET", "/v1/application_fees/:fee/refunds/:id", secret, none, applicationFees.retrieveFeeRefund),
  route(
    "POST",
    "/v1/application_fees/:fee/refunds/:id",
    secret,
    applicationFees.UpdateFeeRefund,
    applicationFees.updateFeeRefund,
  ),

  forAccounts(route("GET", "/v1/balance", secret, none, balance.retrieveBalance)),
  forAccounts(
    route(
      "GET",
      "/v1/balance_transactions",
      secret,
      balance.ListBalanceTransactions,
      balance.listBalanceTransactions,
    ),
  ),
  forAccounts(route("GET", "/v1/balance_transactions/:id", secret, none, balance.retrieveBalanceTransaction)),

  forAccounts(route("GET", "/v1/charges", secret, charges.ListCharges, charges.listCharges)),
  forAccounts(route("GET", "/v1/charges/:id", secret, none, charges.retrieveCharge)),
  route("POST", "/v1/charges/:id", secret, charges.UpdateCharge, charges.updateCharge),

  route(
    "POST",
    "/v1/confirmation_tokens",
    publishable,
    confirmationTokens.CreateConfirmationToken,
    confirmationTokens.createConfirmationToken,
  ),
  route("GET", "/v1/confirmation_tokens/:id", secret, none, confirmationTokens.retrieveConfirmationToken),
  route(
    "POST",
    "/v1/test_helpers/confirmation_tokens",
    secret,
    confirmationTokens.CreateTestConfirmationToken,
    confirmationTokens.createTestConfirmationToken,
  ),

  route(
    "POST",
    "/v1/customer_sessions",
    secret,
    customerSessions.CreateCustomerSession,
    customerSessions.createCustomerSession,
  ),

  route("GET", "/v1/customers", secret, customers.ListCustomers, customers.listCustomers),
  route("POST", "/v1/customers", secret, customers.CreateCustomer, customers.createCustomer),
  route("GET", "/v1/customers/:id", secret, none, customers.retrieveCustomer),
  route("POST", "/v1/customers/:id", secret, customers.UpdateCustomer, customers.updateCustomer),
  route("DELETE", "/v1/customers/:id", secret, none, customers.deleteCustomer),
  route(
    "GET",
    "/v1/customers/:customer/payment_methods",
    secret,
    paymentMethods.ListCustomerPaymentMethods,
    paymentMethods.listCustomerPaymentMethods,
  ),
  route(
    "GET",
    "/v1/customers/:customer/payment_methods/:id",
    secret,
    none,
    paymentMethods.retrieveCustomerPaymentMethod,
  ),

  route("GET", "/v1/disputes", secret, disputes.ListDisputes, disputes.listDisputes),
  route("GET", "/v1/disputes/:id", secret, none, disputes.retrieveDispute),
  route("POST", "/v1/disputes/:id", secret, disputes.UpdateDispute, disputes.updateDispute),
  route("POST", "/v1/disputes/:id/close", secret, none, disputes.closeDispute),

  forAccounts(route("GET", "/v1/events", secret, events.ListEvents, events.listEvents)),
  forAccounts(route("GET", "/v1/events/:id", secret, none, events.retrieveEvent)),

  route(
    "GET",
    "/v1/invoice_payments",
    secret,
    invoicePayments.ListInvoicePayments,
    invoicePayments.listInvoicePayments,
  ),
  route("GET", "/v1/invoice_payments/:id", secret, none, invoicePayments.retrieveInvoicePayment),

  route("GET", "/v1/invoices", secret, invoices.ListInvoices, invoices.listInvoices),
  route("GET", "/v1/invoices/:id", secret, none, invoices.retrieveInvoice),
  route("POST", "/v1/invoices/:id", secret, invoices.UpdateInvoice, invoices.updateInvoice),
  route("GET", "/v1/invoices/:id/lines", secret, invoices.ListInvoiceLines, invoices.listInvoiceLines),
  route("POST", "/v1/invoices/:id/finalize", secret, invoices.FinalizeInvoice, invoices.finalizeInvoice),
  route("POST", "/v1/invoices/:id/mark_uncollectible", secret, none, invoices.markInvoiceUncollectible),
  route("POST", "/v1/invoices/:id/pay", secret, invoices.PayInvoice, invoices.payInvoice),
  route("POST", "/v1/invoices/:id/void", secret, none, invoices.voidInvoice),

  route(
    "GET",
    "/v1/payment_intents",
    secret,
    paymentIntents.ListPaymentIntents,
    paymentIntents.listPaymentIntents,
  ),
  route(
    "POST",
    "/v1/payment_intents",
    secret,
    paymentIntents.CreatePaymentIntent,
    paymentIntents.createPaymentIntent,
  ),
  route(
    "GET",
    "/v1/payment_intents/:id",
    both,
    paymentIntents.RetrievePaymentIntent,
    paymentIntents.retrievePaymentIntent,
  ),
  route(
    "POST",
    "/v1/payment_intents/:id",
    secret,
    paymentIntents.UpdatePaymentIntent,
    paymentIntents.updatePaymentIntent,
  ),
  route(
    "POST",
    "/v1/payment_intents/:id/confirm",
    both,
    paymentIntents.ConfirmPaymentIntent,
    paymentIntents.confirmPaymentIntent,
  ),
  route(
    "POST",
    "/v1/payment_intents/:id/capture",
    secret,
    paymentIntents.CapturePaymentIntent,
    paymentIntents.capturePaymentIntent,
  ),
  route(
    "POST",
    "/v1/payment_intents/:id/cancel",
    secret,
    paymentIntents.CancelPaymentIntent,
    paymentIntents.cancelPaymentIntent,
  ),

  route(
    "GET",
    "/v1/payment_methods",
    secret,
    paymentMethods.ListPaymentMethods,
    paymentMethods.listPaymentMethods,
  ),
  route(
    "POST",
    "/v1/payment_methods",
    secret,
    paymentMethods.CreatePaymentMethod,
    paymentMethods.createPaymentMethod,
  ),
  route("GET", "/v1/payment_methods/:id", secret, none, paymentMethods.retrievePaymentMethod),
  route(
    "POST",
    "/v1/payment_methods/:id",
    secret,
    paymentMethods.UpdatePaymentMethod,
    paymentMethods.updatePaymentMethod,
  ),
  route(
    "POST",
    "/v1/payment_methods/:id/attach",
    secret,
    paymentMethods.AttachPaymentMethod,
    paymentMethods.attachPaymentMethod,
  ),
  route("POST", "/v1/payment_methods/:id/detach", secret, none, paymentMethods.detachPaymentMethod),

  forAccounts(route("GET", "/v1/payouts", secret, payouts.ListPayouts, payouts.listPayouts)),
  forAccounts(route("POST", "/v1/payouts", secret, payouts.CreatePayout, payouts.createPayout)),
  forAccounts(route("GET", "/v1/payouts/:id", secret, none, payouts.retrievePayout)),
  forAccounts(route("POST", "/v1/payouts/:id", secret, payouts.UpdatePayout, payouts.updatePayout)),
  forAccounts(route("POST", "/v1/payouts/:id/cancel", secret, none, payouts.cancelPayout)),

  route("GET", "/v1/prices", secret, products.ListPrices, products.listPrices),
  route("POST", "/v1/prices", secret, products.CreatePrice, products.createPrice),
  route("GET", "/v1/prices/:id", secret, none, products.retrievePrice),
  route("POST", "/v1/prices/:id", secret, products.UpdatePrice, products.updatePrice),

  route("GET", "/v1/products", secret, products.ListProducts, products.listProducts),
  route("POST", "/v1/products", secret, products.CreateProduct, products.createProduct),
  route("GET", "/v1/products/:id", secret, none, products.retrieveProduct),
  route("POST", "/v1/products/:id", secret, products.UpdateProduct, products.updateProduct),
  route("DELETE", "/v1/products/:id", secret, none, products.deleteProduct),

  route(
    "GET",
    "/v1/radar/early_fraud_warnings",
    secret,
    earlyFraudWarnings.ListEarlyFraudWarnings,
    earlyFraudWarnings.listEarlyFraudWarnings,
  ),
  route(
    "GET",
    "/v1/radar/early_fraud_warnings/:id",
    secret,
    none,
    earlyFraudWarnings.retrieveEarlyFraudWarning,
  ),

  forAccounts(route("GET", "/v1/refunds", secret, refunds.ListRefunds, refunds.listRefunds)),
  route("POST", "/v1/refunds", secret, refunds.CreateRefund, refunds.createRefund),
  forAccounts(route("GET", "/v1/refunds/:id", secret, none, refunds.retrieveRefund)),
  route("POST", "/v1/refunds/:id", secret, refunds.UpdateRefund, refunds.updateRefund),
  route("POST", "/v1/refunds/:id/cancel", secret, none, refunds.cancelRefund),

  route("GET", "/v1/setup_attempts", secret, setupIntents.ListSetupAttempts, setupIntents.listSetupAttempts),
  route("GET", "/v1/setup_intents", secret, setupIntents.ListSetupIntents, setupIntents.listSetupIntents),
  route("POST", "/v1/setup_intents", secret, setupIntents.CreateSetupIntent, setupIntents.createSetupIntent),
  route(
    "GET",
    "/v1/setup_intents/:id",
    both,
    setupIntents.RetrieveSetupIntent,
    setupIntents.retrieveSetupIntent,
  ),
  route(
    "POST",
    "/v1/setup_intents/:id",
    secret,
    setupIntents.UpdateSetupIntent,
    setupIntents.updateSetupIntent,
  ),
  route(
    "POST",
    "/v1/setup_intents/:id/confirm",
    both,
    setupIntents.ConfirmSetupIntent,
    setupIntents.confirmSetupIntent,
  ),
  route(
    "POST",
    "/v1/setup_intents/:id/cancel",
    secret,
    setupIntents.CancelSetupIntent,
    setupIntents.cancelSetupIntent,
  ),

  route("GET", "/v1/subscriptions", secret, subscriptions.ListSubscriptions, subscriptions.listSubscriptions),
  route(
    "POST",
    "/v1/subscriptions",
    secret,
    subscriptions.CreateSubscription,
    subscriptions.createSubscription,
  ),
  route("GET", "/v1/subscriptions/:id", secret, none, subscriptions.retrieveSubscription),
  route(
    "POST",
    "/v1/subscriptions/:id",
    secret,
    subscriptions.UpdateSubscription,
    subscriptions.updateSubscription,
  ),
  route(
    "DELETE",
    "/v1/subscriptions/:id",
    secret,
    subscriptions.CancelSubscription,
    subscriptions.cancelSubscription,
  ),

  route("GET", "/v1/test_helpers/test_clocks", secret, testClocks.ListTestClocks, testClocks.listTestClocks),
  route(
    "POST",
    "/v1/test_helpers/test_clocks",
    secret,
    testClocks.CreateTestClock,
    testClocks.createTestClock,
  ),
  route("GET", "/v1/test_helpers/test_clocks/:id", secret, none, testClocks.retrieveTestClock),
  route(
    "POST",
    "/v1/test_helpers/test_clocks/:id/advance",
    secret,
    testClocks.AdvanceTestClock,
    testClocks.advanceTestClock,
  ),

  route("GET", "/v1/transfers", secret, transfers.ListTransfers, transfers.listTransfers),
  route("POST", "/v1/transfers", secret, transfers.CreateTransfer, transfers.createTransfer),
  route("GET", "/v1/transfers/:id", secret, none, transfers.retrieveTransfer),
  route("POST", "/v1/transfers/:id", secret, transfers.UpdateTransfer, transfers.updateTransfer),
  route("GET", "/v1/transfers/:transfer/reversals", secret, transfers.ListReversals, transfers.listReversals),
  route(
    "POST",
    "/v1/transfers/:transfer/reversals",
    secret,
    transfers.CreateReversal,
    transfers.createReversal,
  ),
  route("GET", "/v1/transfers/:transfer/reversals/:id", secret, none, transfers.retrieveReversal),
  route(
    "POST",
    "/v1/transfers/:transfer/reversals/:id",
    secret,
    transfers.UpdateReversal,
    transfers.updateReversal,
  ),

  route(
    "GET",
    "/v1/webhook_endpoints",
    secret,
    webhookEndpoints.ListWebhookEndpoints,
    webhookEndpoints.listWebhookEndpoints,
  ),
  route(
    "POST",
    "/v1/webhook_endpoints",
    secret,
    webhookEndpoints.CreateWebhookEndpoint,
    webhookEndpoints.createWebhookEndpoint,
  ),
  route("GET", "/v1/webhook_endpoints/:id", secret, none, webhookEndpoints.retrieveWebhookEndpoint),
  route(
    "POST",
    "/v1/webhook_endpoints/:id",
    secret,
    webhookEndpoints.UpdateWebhookEndpoint,
    webhookEndpoints.updateWebhookEndpoint,
  ),
  route("DELETE", "/v1/webhook_endpoints/:id", secret, none, webhookEndpoints.deleteWebhookEndpoint),

  route(
    "POST",
    "/v2/core/account_links",
    secret,
    accountLinks.CreateAccountLink,
    accountLinks.createAccountLink,
  ),
  route("GET", "/v2/core/accounts", secret, accounts.ListAccounts, accounts.listAccounts),
  route("POST", "/v2/core/accounts", secret, accounts.AccountDetails, accounts.createAccount),
  route("GET", "/v2/core/accounts/:id", secret, accounts.RetrieveAccount, accounts.retrieveAccount),
  route("POST", "/v2/core/accounts/:id", secret, accounts.AccountDetails, accounts.updateAccount),
  route("POST", "/v2/core/accounts/:id/close", secret, accounts.CloseAccount, accounts.closeAccount),

  route(
    "GET",
    "/v2/core/event_destinations",
    secret,
    eventDestinations.ListEventDestinations,
    eventDestinations.listEventDestinations,
  ),
  route(
    "POST",
    "/v2/core/event_destinations",
    secret,
    eventDestinations.CreateEventDestination,
    eventDestinations.createEventDestination,
  ),
  route(
    "GET",
    "/v2/core/event_destinations/:id",
    secret,
    eventDestinations.RetrieveEventDestination,
    eventDestinations.retrieveEventDestination,
  ),
  route(
    "POST",
    "/v2/core/event_destinations/:id",
    secret,
    eventDestinations.UpdateEventDestination,
    eventDestinations.updateEventDestination,
  ),
  route("DELETE", "/v2/core/event_destinations/:id", secret, none, eventDestinations.deleteEventDestination),
  route(
    "POST",
    "/v2/core/event_destinations/:id/disable",
    secret,
    none,
    eventDestinations.disableEventDestination,
  ),
  route(
    "POST",
    "/v2/core/event_destinations/:id/enable",
    secret,
    none,
    eventDestinations.enableEventDestination,
  ),
  route("POST", "/v2/core/event_destinations/:id/ping", secret, none, eventDestinations.pingEventDestination),

  route("GET", "/v2/core/events", secret, thinEvents.ListThinEvents, thinEvents.listThinEvents),
  route("GET", "/v2/core/events/:id", secret, none, thinEvents.retrieveThinEvent),
];

const patterns = routes.map((known) => ({ route: known, segments: known.path.split("/") }));

/** The route of a request, and the values in its path. */
export function findRoute(method: string, path: string): { route: Route; path: PathValues } | undefined {
  // Ids hold nothing that would have to be encoded.
  if (path.includes("%")) return undefined;
  const given = path.split("/");
  for (const { route: candidate, segments } of patterns) {
    const values = candidate.method === method ? matchPath(segments, given) : undefined;
    if (values) return { route: candidate, path: values };
  }
  return undefined;
}

function matchPath(pattern: string[], segments: string[]): PathValues | undefined {
  if (pattern.length !== segments.length) return undefined;
  const values = { id: "", parent: "" };
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part === ":id" && segment !== "") values.id = segment;
    else if (part.startsWith(":") && segment !== "") values.parent = segment;
    else if (part !== segment) return undefined;
  }
  return values;
}

function forAccounts(ofPlatform: Route): Route {
  return { ...ofPlatform, forAccounts: true };
}

function route<Schema extends z.ZodObject>(
  method: Route["method"],
  path: string,
  keys: readonly KeyKind[],
  params: Schema,
  answer: (call: Call, params: z.output<Schema>, path: PathValues) => object,
): Route {
  return {
    method,
    path,
    keys,
    params,
    forAccounts: false,
    prepare(form, values) {
      const { expand, ...rest } = form;
      const wanted = expand === undefined ? [] : readParams(expansion, { expand }).expand;
      const read = readParams(params, rest);
      return { expand: wanted, run: (call) => answer(call, read, values) };
    },
  };
}
