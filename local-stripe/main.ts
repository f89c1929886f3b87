import { createLocalStripe } from "./local-stripe";
import { listen } from "./server";
import { Store } from "./store";

interface Settings {
  port: number;
  host: string;
  state: string;
  webhook: { url: string; secret: string; events: string[] | undefined } | null;
  thinWebhook: { url: string; secret: string } | null;
  control: boolean;
  contract: boolean;
}

function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env["LOCAL_STRIPE_PORT"] || 12111);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return refuse(`LOCAL_STRIPE_PORT must be a port number, not "${env["LOCAL_STRIPE_PORT"]}".`);
  }
  const webhook = readEndpoint(env, "LOCAL_STRIPE_WEBHOOK");
  return {
    port,
    host: env["LOCAL_STRIPE_HOST"] || "127.0.0.1",
    state: env["LOCAL_STRIPE_STATE"] || "data/local-stripe.db",
    webhook: webhook && {
      ...webhook,
      events: env["LOCAL_STRIPE_WEBHOOK_EVENTS"]?.split(",").filter(Boolean),
    },
    thinWebhook: readEndpoint(env, "LOCAL_STRIPE_THIN_WEBHOOK"),
    control: env["LOCAL_STRIPE_CONTROL"] !== "0",
    contract: env["LOCAL_STRIPE_CONTRACT"] === "1",
  };
}

function readEndpoint(env: NodeJS.ProcessEnv, name: string): { url: string; secret: string } | null {
  const url = env[`${name}_URL`] || null;
  const secret = env[`${name}_SECRET`] || null;
  if (url === null) return null;
  if (!URL.canParse(url)) return refuse(`${name}_URL is not an address: "${url}".`);
  if (secret === null) return refuse(`${name}_URL is set, but ${name}_SECRET is not.`);
  return { url, secret };
}

function openStore(path: string, open: (path: string) => Store): Store {
  try {
    return open(path);
  } catch (error) {
    return refuse(`The local Stripe cannot use its state file ${path}: ${messageOf(error)}.`);
  }
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const unwitnessed = { onAnswer: () => {}, openWith: (path: string) => new Store(path) };

/** Only tests ask for it; it needs packages that the server itself does not. */
async function witnessed() {
  const { witness } = await import("./contract/witness");
  const contract = await witness((sentence) => process.stderr.write(`${sentence}\n`));
  return { onAnswer: contract.onAnswer, openWith: contract.openStore };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const { onAnswer, openWith } = settings.contract ? await witnessed() : unwitnessed;
  const store = openStore(settings.state, openWith);
  const { webhook, thinWebhook, control } = settings;
  const stripe = createLocalStripe({ store, webhook, thinWebhook, control, onAnswer });
  const server = await listen(stripe, settings.port, settings.host).catch((error: unknown) => {
    const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const reason = inUse ? "it is in use" : messageOf(error);
    return refuse(`The local Stripe cannot listen on ${settings.host}:${settings.port}: ${reason}.`);
  });
  stripe.start();
  const stop = () => {
    server.close();
    server.closeAllConnections();
    void stripe.stop().then(() => {
      store.close();
      process.exit(0);
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop); // whoever started us is gone
  if (process.send) process.send("serving");
  else process.stdout.write(`Local Stripe listens on http://${settings.host}:${settings.port}\n`);
}

await main();
