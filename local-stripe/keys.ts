import type { KeyKind } from "./call";
import { ApiError } from "./errors";

/**
 * The kind of key that a request carries, as a bearer, as the user name of basic authentication, or (publishable
 * keys only) as the parameter `key`. Refuses live keys: no real money may ever meet this server.
 */
export function keyKind(authorization: string | null, keyParam: string | undefined): KeyKind {
  const key = keyFromHeader(authorization) ?? keyParam;
  if (key === undefined || key === "") {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (/^(sk|rk)_test_./.test(key) && keyParam === undefined) return "secret";
  if (/^pk_test_./.test(key)) return "publishable";
  const shown = `${key.slice(0, 8)}${"*".repeat(Math.max(0, Math.min(key.length - 8, 12)))}`;
  throw unauthorized(
    /^(sk|rk|pk)_live_/.test(key)
      ? `Invalid API Key provided: ${shown}. This is a local test server: it takes test keys only.`
      : `Invalid API Key provided: ${shown}`,
  );
}

export function wrongKeyKind(kind: KeyKind): ApiError {
  if (kind === "publishable") {
    return new ApiError(401, {
      type: "invalid_request_error",
      code: "secret_key_required",
      message:
        "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
    });
  }
  return new ApiError(403, {
    type: "invalid_request_error",
    message:
      "This API call can only be made with a publishable API key, from the browser of the person who pays.",
  });
}

/** Any secret key is good here, so any page that is open on this machine could otherwise use one. */
export function secretKeyInBrowser(): ApiError {
  return new ApiError(403, {
    type: "invalid_request_error",
    message: "A secret key must never be used in a browser. Use a publishable key there.",
  });
}

function keyFromHeader(authorization: string | null): string | undefined {
  const [scheme, value] = authorization?.split(" ") ?? [];
  if (value === undefined) return undefined;
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() === "basic") return Buffer.from(value, "base64").toString("utf8").split(":")[0];
  return undefined;
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message });
}
