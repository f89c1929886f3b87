// The only reader of process.env. Everything that can be set is checked here, once, with words for what is wrong.
import { availableParallelism } from "node:os";
import path from "node:path";
import { z } from "zod";

const port = (fallback: number) =>
  z.coerce
    .number("must be a number")
    .int()
    .min(1, "must be a port, 1 to 65535")
    .max(65535, "must be a port, 1 to 65535")
    .default(fallback);

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

const Settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port(3000),
  PUBLIC_URL: z.preprocess(
    blankIsAbsent,
    z.url("must be an address such as https://shop.example").optional(),
  ),
  DATABASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, "must be file:PATH or postgres://USER@HOST/NAME")
      .default("file:data/merle.db"),
  ),
  NEXTAUTH_SECRET: z.preprocess(
    blankIsAbsent,
    z.string().min(16, "must have at least 16 characters").optional(),
  ),
  STRIPE_SECRET_KEY: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^(sk|rk)_(test|live)_/, "must begin with sk_test_, sk_live_, rk_test_ or rk_live_")
      .optional(),
  ),
  STRIPE_PUBLISHABLE_KEY: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^pk_(test|live)_/, "must begin with pk_test_ or pk_live_")
      .optional(),
  ),
  // Not blankIsAbsent: a blank secret would let anybody announce a payment, so it is refused, not ignored.
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(8, "must not be blank, or shorter than 8 characters: without it anybody could announce a payment")
    .optional(),
  STRIPE_THIN_WEBHOOK_SECRET: z
    .string()
    .min(
      8,
      "must not be blank, or shorter than 8 characters: without it anybody could announce that a seller can be paid",
    )
    .optional(),
  LOCAL_STRIPE_PORT: port(12111),
  MEDIA_URL: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(
        /^(file:.+|s3(\+http)?:\/\/[^:@/]+:[^:@/]+@[^@/]+\/[\w.-]+\/?(\?region=[\w-]+)?)$/,
        "must be file:FOLDER or s3://KEY:SECRET@HOST/BUCKET?region=REGION, with what is special in KEY and SECRET percent-encoded",
      )
      .optional(),
  ),
  SMTP_URL: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^smtps?:\/\//, "must be smtp://... or smtps://...")
      .optional(),
  ),
  MERLE_DEMO: z.enum(["0", "1"], "must be 0 or 1").default("1"),
  WEB_PROCESSES: z.preprocess(
    blankIsAbsent,
    z.coerce.number("must be a number").int().min(1, "must be 1 to 64").max(64, "must be 1 to 64").optional(),
  ),
  DRAIN_SECONDS: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number("must be a number")
      .int("must be whole seconds")
      .min(0, "must be 0 to 300")
      .max(300, "must be 0 to 300")
      .default(0),
  ),
  TRUST_PROXY: z.enum(["0", "1"], "must be 0 or 1").default("0"),
  METRICS_TOKEN: z.preprocess(
    blankIsAbsent,
    z.string().min(16, "must have at least 16 characters").optional(),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(
    blankIsAbsent,
    z.url("must be an address such as http://localhost:4318").optional(),
  ),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("warn"),
});

export type Engine = "sqlite" | "postgres";

export type Env = {
  isProduction: boolean;
  isTest: boolean;
  port: number;
  publicUrl: string;
  databaseUrl: string;
  engine: Engine;
  nextAuthSecret: string | undefined;
  /** `local` talks to the local Stripe: no money moves. */
  stripe:
    | {
        mode: "local";
        port: number;
        secretKey: string;
        publishableKey: string;
        webhookSecret: string | undefined;
      }
    | { mode: "test" | "live"; secretKey: string; publishableKey: string; webhookSecret: string };
  /** What thin events are signed with; without it they are refused and accounts are asked about every hour. */
  thinWebhookSecret: string | undefined;
  /** Where pictures and other files of shops are kept. */
  media:
    | { kind: "folder"; folder: string }
    | {
        kind: "bucket";
        endpoint: string;
        name: string;
        region: string;
        accessKeyId: string;
        secretAccessKey: string;
      };
  smtpUrl: string | undefined;
  isDemo: boolean;
  /** Whether nothing here is real, so that the operator may move the clock: never with a key of Stripe's. */
  isDemoWorld: boolean;
  /** How many processes serve. */
  webProcesses: number;
  /** How long a process that was told to stop still answers, and says that it is about to go. */
  drainSeconds: number;
  trustsProxy: boolean;
  /** What /metrics is read with; without it only from this machine. */
  metricsToken: string | undefined;
  /** Where traces go; without it there are none. */
  tracesTo: string | undefined;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
};

export class SettingsError extends Error {
  override name = "SettingsError";
}

const coresUpToFour = () => Math.min(availableParallelism(), 4);

const isLocalHost = (url: string) => /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(new URL(url).host);

/**
 * Reads and checks the settings.
 * @throws SettingsError with one line for each setting that is wrong.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Settings.safeParse(source);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("\n"),
    );
  }
  const settings = parsed.data;
  const engine: Engine = settings.DATABASE_URL.startsWith("file:") ? "sqlite" : "postgres";
  const publicUrl = (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, "");
  // Absolute, because what runs below may change its folder.
  const databaseUrl =
    engine === "sqlite"
      ? `file:${path.resolve(settings.DATABASE_URL.slice("file:".length))}`
      : settings.DATABASE_URL;
  return {
    isProduction: settings.NODE_ENV === "production",
    isTest: settings.NODE_ENV === "test",
    port: settings.PORT,
    publicUrl,
    databaseUrl,
    engine,
    nextAuthSecret: settings.NEXTAUTH_SECRET,
    stripe: readStripe(settings, publicUrl, source.LOCAL_STRIPE_PORT !== undefined),
    thinWebhookSecret: settings.STRIPE_THIN_WEBHOOK_SECRET,
    media: readMedia(settings.MEDIA_URL, databaseUrl),
    smtpUrl: settings.SMTP_URL,
    isDemo: settings.MERLE_DEMO === "1",
    isDemoWorld: settings.MERLE_DEMO === "1" && !settings.STRIPE_SECRET_KEY,
    webProcesses: settings.NODE_ENV === "production" ? (settings.WEB_PROCESSES ?? coresUpToFour()) : 1,
    drainSeconds: settings.DRAIN_SECONDS,
    trustsProxy: settings.TRUST_PROXY === "1",
    metricsToken: settings.METRICS_TOKEN,
    tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: settings.LOG_LEVEL,
  };
}

/** Unless set, a folder beside the database's file. */
function readMedia(url: string | undefined, databaseUrl: string): Env["media"] {
  if (url === undefined || url.startsWith("file:")) {
    const beside = databaseUrl.startsWith("file:")
      ? path.join(path.dirname(databaseUrl.slice("file:".length)), "media")
      : "data/media";
    return { kind: "folder", folder: path.resolve(url?.slice("file:".length) ?? beside) };
  }
  const { protocol, host, pathname, username, password, searchParams } = new URL(url);
  return {
    kind: "bucket",
    endpoint: `${protocol === "s3+http:" ? "http" : "https"}://${host}`,
    name: pathname.replaceAll("/", ""),
    region: searchParams.get("region") ?? "auto",
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}

function readStripe(
  settings: z.infer<typeof Settings>,
  publicUrl: string,
  namesLocalPort: boolean,
): Env["stripe"] {
  const {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_PUBLISHABLE_KEY: publishableKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
  } = settings;
  if (!secretKey) {
    if (publishableKey)
      throw new SettingsError(
        "STRIPE_PUBLISHABLE_KEY is set but STRIPE_SECRET_KEY is not: set both, or neither for the local Stripe",
      );
    return {
      mode: "local",
      port: settings.LOCAL_STRIPE_PORT,
      secretKey: "sk_test_local",
      publishableKey: "pk_test_local",
      webhookSecret,
    };
  }
  const isLive = /^(sk|rk)_live_/.test(secretKey);
  if (!publishableKey)
    throw new SettingsError("STRIPE_PUBLISHABLE_KEY is needed together with STRIPE_SECRET_KEY");
  if (publishableKey.startsWith("pk_live_") !== isLive)
    throw new SettingsError(
      "STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY are of different modes: both must be test or both live",
    );
  if (!webhookSecret)
    throw new SettingsError(
      "STRIPE_WEBHOOK_SECRET is needed together with STRIPE_SECRET_KEY: without it anybody could announce a payment",
    );
  if (isLive && isLocalHost(publicUrl))
    throw new SettingsError(
      `A live Stripe key must not be used on ${publicUrl}: set PUBLIC_URL to the public https address, or use test keys`,
    );
  if (isLive && settings.MERLE_DEMO === "1")
    throw new SettingsError(
      "A live Stripe key must not be used with the demo world, whose passwords everybody knows: set MERLE_DEMO=0",
    );
  if (isLive && namesLocalPort)
    throw new SettingsError(
      "A live Stripe key must not be used together with LOCAL_STRIPE_PORT: remove one of the two",
    );
  return { mode: isLive ? "live" : "test", secretKey, publishableKey, webhookSecret };
}

export const env = readEnv(process.env);

// next-auth reads the address of the site from the environment alone.
process.env.NEXTAUTH_URL = env.publicUrl;
