// One line of JSON per event. What identifies or pays never gets into it.
import pino from "pino";
import { env } from "@/env";

export const log = pino({
  level: env.isTest ? "silent" : env.logLevel,
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
      "err.raw",
    ],
    censor: "[left out]",
  },
});
