// The one place that knows which Stripe is spoken with: with no key it is the local one, and only host and port differ.
import Stripe from "stripe";
import { database } from "@/db";
import { env } from "@/env";
import { log } from "./log";
import { measures, methodLabel, statusLabel } from "./measures";
import { requestId } from "./this-request";
import { inSpan } from "@/spans";

const timeoutMilliseconds = 20_000;

export function stripeClient(): Stripe {
  kept.merleStripe ??=
    env.stripe.mode === "local"
      ? new Stripe(env.stripe.secretKey, {
          host: "127.0.0.1",
          port: env.stripe.port,
          protocol: "http",
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
          httpClient: watchedHttpClient(),
        })
      : new Stripe(env.stripe.secretKey, {
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
          httpClient: watchedHttpClient(),
        });
  return kept.merleStripe;
}
const kept = globalThis as typeof globalThis & { merleStripe?: Stripe };

/**
 * The SDK's own client, which also tells Stripe the id of the request that it is asked for, and notes both ids together.
 * Before Stripe is to change anything, what we wrote down about it is on the disk.
 * A header, not metadata: what is asked under an idempotency key must stay the same when another request asks again.
 */
export function watchedHttpClient(onDisk = () => database().onDisk()) {
  const client = Stripe.createNodeHttpClient();
  const ask = client.makeRequest.bind(client);
  client.makeRequest = async (host, port, path, method, headers, ...more) => {
    if (method !== "GET") await onDisk();
    const id = requestId();
    const beganAt = performance.now();
    // What is asked about, without whom: /v1/payment_intents/pi_1/confirm is v1/payment_intents.
    const resource = path.split(/[/?]/).slice(1, 3).join("/");
    const note = (status: string) =>
      measures.stripeCalls.observe(
        { method: methodLabel(method), resource, status },
        (performance.now() - beganAt) / 1000,
      );
    try {
      const sent = id === undefined ? headers : { ...headers, "X-Request-Id": id };
      const attributes = { "http.request.method": method };
      const answer = await inSpan(`stripe ${resource}`, { kind: "client", attributes }, async (tell) => {
        const one = await ask(host, port, path, method, sent, ...more);
        tell({
          "http.response.status_code": one.getStatusCode(),
          "stripe.request_id": one.getHeaders()["request-id"],
        });
        return one;
      });
      note(statusLabel(answer.getStatusCode()));
      log.info(
        {
          stripeRequestId: answer.getHeaders()["request-id"],
          method,
          resource,
          status: answer.getStatusCode(),
          ms: Math.round(performance.now() - beganAt),
        },
        "Stripe answered",
      );
      return answer;
    } catch (error) {
      note("none");
      throw error;
    }
  };
  return client;
}
