// One line of JSON per event. What identifies or pays never gets into it.
import pino from "pino";
import { env } from "@/env";
import { requestId } from "./this-request";

export const log = pino({
  level: env.isTest ? "silent" : env.logLevel,
  mixin: inRequest,
  redact: {
    paths: [
      "email",
      "password",
      "clientSecret",
      "*.email",
      "*.password",
      "*.clientSecret",
      "*.client_secret",
      "err.params",
      "err.detail",
      "err.raw",
    ],
    censor: "[left out]",
  },
});

/** What every line says of the request in which it was written. */
export function inRequest(): { requestId?: string } {
  const id = requestId();
  return id === undefined ? {} : { requestId: id };
}
