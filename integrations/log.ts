// One line of JSON per event. What identifies or pays never gets into it.
import pino, { type LoggerOptions } from "pino";
import { env } from "@/env";
import { requestId } from "./this-request";

// Each line before whatever comes next: what is left for later is tried again for ever when the disk is full, and nothing
// else is done meanwhile. What cannot be written is kept up to here and dropped beyond, and nobody is told of it.
const mostKeptBytes = 1_000_000;
const lines = pino.destination({ dest: 1, sync: true, maxLength: mostKeptBytes });
lines.on("error", () => undefined);

const options: LoggerOptions = {
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
};

export const log = pino(options, lines);

/** What every line says of the request in which it was written. */
export function inRequest(): { requestId?: string } {
  const id = requestId();
  return id === undefined ? {} : { requestId: id };
}
