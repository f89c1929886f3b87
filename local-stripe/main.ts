import { createLocalStripe } from "./local-stripe";
import { listen } from "./server";
import { Store } from "./store";

interface Settings {
  port: number;
  host: string;
  state: string;
  webhook: { url: string; secret: string } | null;
  thinWebhook: { url: string; secret: string } | null;
  control: boolean;
}

function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env["LOCAL_STRIPE_PORT"] || 12111);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return refuse(`LOCAL_STRIPE_PORT must be a port number, not "${env["LOCAL_STRIPE_PORT"]}".`);
  }
  return {
    port,
    host: env["LOCAL_STRIPE_HOST"] || "127.0.0.1",
    state: env["LOCAL_STRIPE_STATE"] || "data/local-stripe.db",
    webhook: readEndpoint(env, "LOCAL_STRIPE_WEBHOOK"),
    thinWebhook: readEndpoint(env, "LOCAL_STRIPE_THIN_WEBHOOK"),
    control: env["LOCAL_STRIPE_CONTROL"] !== "0",
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

function openStore(path: string): Store {
  try {
    return new Store(path);
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

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const store = openStore(settings.state);
  const { webhook, thinWebhook, control } = settings;
  const stripe = createLocalStripe({ store, webhook, thinWebhook, control });
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
