import type Stripe from "stripe";

/** The `error` member of an answer, as the API documents it. */
export interface ErrorBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  setup_intent?: Stripe.SetupIntent;
}

/**
 * A request that is answered with an error. `keepsChanges` is true where the attempt itself is a fact that must
 * stay (a declined charge); everything else is undone as if it had never been asked.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly keepsChanges: boolean;

  constructor(status: number, body: ErrorBody, options: { keepsChanges?: boolean } = {}) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${dashed(body.code)}` }
      : body;
    this.keepsChanges = options.keepsChanges ?? false;
  }
}

function dashed(code: string): string {
  return code.replaceAll("_", "-");
}

/** 400 for a parameter (or its combination with others) that the API refuses. */
export function invalidRequest(message: string, details: { code?: string; param?: string } = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...details });
}

/** An id that does not exist: 404 where it is part of the address, 400 where it is a parameter. */
export function noSuch(noun: string, id: string, param = "id"): ApiError {
  const status = param === "id" ? 404 : 400;
  return new ApiError(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    // In the address of an intent the API calls the id so.
    param: param === "id" && noun.endsWith("_intent") ? "intent" : param,
  });
}

export function unknownUrl(method: string, path: string): ApiError {
  return new ApiError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

export function missingParameter(param: string): ApiError {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}
