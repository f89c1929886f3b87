import { createLocalStripe } from "./local-stripe";
import { listen } from "./server";
import { Store } from "./store";

interface Settings {
  port: number;
  host: string;
  state: string;
  webhook: { url: string; secret: string } | null;
  control: boolean;
}

function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env["LOCAL_STRIPE_PORT"] || 12111);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return refuse(`LOCAL_STRIPE_PORT must be a port number, not "${env["LOCAL_STRIPE_PORT"]}".`);
  }
  const url = env["LOCAL_STRIPE_WEBHOOK_URL"] || null;
  const secret = env["LOCAL_STRIPE_WEBHOOK_SECRET"] || null;
  if (url !== null && !URL.canParse(url)) refuse(`LOCAL_STRIPE_WEBHOOK_URL is not an address: "${url}".`);
  if (url !== null && secret === null) {
    refuse("LOCAL_STRIPE_WEBHOOK_URL is set, but LOCAL_STRIPE_WEBHOOK_SECRET is not.");
  }
  return {
    port,
    host: env["LOCAL_STRIPE_HOST"] || "127.0.0.1",
    state: env["LOCAL_STRIPE_STATE"] || "data/local-stripe.db",
    webhook: url !== null && secret !== null ? { url, secret } : null,
    control: env["LOCAL_STRIPE_CONTROL"] !== "0",
  };
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
  const stripe = createLocalStripe({ store, webhook: settings.webhook, control: settings.control });
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
