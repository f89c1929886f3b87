import { z } from "zod";
import { BillingOrder, billingSettings, setBillingSettings } from "./billing-settings";
import { serverCall } from "./call";
import { ClockOrder } from "./clock";
import type { Clock } from "./clock";
import { invalidRequest } from "./errors";
import { FaultOrder, clearFaults, orderFault, waitingFaults } from "./faults";
import { capabilityStatuses, existingAccount, setCapabilities } from "./objects/accounts";
import type { Store } from "./store";
import { makeAllDue, setWebhookMode, webhookMode } from "./webhooks";

const WebhookOrder = z.strictObject({
  mode: z.enum(["normal", "paused", "drop"]).default("normal"),
  delayMs: z.int().min(0).default(0),
  copies: z.int().min(1).max(20).default(1),
  reorder: z.boolean().default(false),
});

const AccountOrder = z.strictObject({ account: z.string(), capabilities: z.enum(capabilityStatuses) });

/**
 * What tests may do to the server itself, as JSON under `/_local/`; no part of the API it stands in for.
 * The caller makes sure that only this machine asks.
 */
export function control(
  store: Store,
  method: string,
  path: string,
  body: unknown,
  clock: Clock,
): object | undefined {
  switch (`${method} ${path}`) {
    case "GET /_local/faults":
      return waitingFaults(store);
    case "POST /_local/faults":
      for (const order of z.array(FaultOrder).parse(Array.isArray(body) ? body : [body]))
        orderFault(store, order);
      return waitingFaults(store);
    case "DELETE /_local/faults":
      clearFaults(store);
      return [];
    case "GET /_local/webhooks":
      return webhookMode(store);
    case "POST /_local/webhooks":
      setWebhookMode(store, WebhookOrder.parse(body));
      return webhookMode(store);
    case "POST /_local/webhooks/flush":
      return { made_due: makeAllDue(store, clock.machine()) };
    case "GET /_local/clock":
      return clock.shown();
    case "POST /_local/clock":
      clock.move(ClockOrder.parse(body));
      return clock.shown();
    case "DELETE /_local/clock":
      clock.release();
      return clock.shown();
    case "GET /_local/billing":
      return billingSettings(store);
    case "POST /_local/billing":
      setBillingSettings(store, BillingOrder.parse(body));
      return billingSettings(store);
    case "POST /_local/accounts": {
      const { account, capabilities } = AccountOrder.parse(body);
      const call = serverCall(store, clock.instant(), "");
      setCapabilities(call, account, capabilities);
      return existingAccount(call, account).object;
    }
    case "POST /_local/reset":
      store.clear();
      return {};
    default:
      return undefined;
  }
}

/** What an order was refused for: the words of its schema, of its JSON, or of the server itself. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof z.ZodError) return invalidRequest(z.prettifyError(error));
  return error instanceof SyntaxError ? invalidRequest(error.message) : error;
}
