// Checks, before anything serves, all that could be wrong; then brings the database up to date.
// Each refusal is one sentence on stderr and exit code 1.
import { createServer } from "node:net";
import type { Database } from "@/db/open";
import type { Env } from "@/env";
import { databaseTrouble } from "./database-trouble";

class Refusal extends Error {}

async function main(): Promise<void> {
  const env = await settings();
  const localStripePort = env.stripe.mode === "local" ? env.stripe.port : undefined;
  await requireFreePorts(env.port, localStripePort);
  const db = await openAndMigrate(env);
  try {
    const isNew = env.isDemo && (await nobodyIsHere(db));
    if (isNew) await seed(db);
    process.send?.({
      port: env.port,
      publicUrl: env.publicUrl,
      drainSeconds: env.drainSeconds,
      localStripePort,
      webhookEvents: localStripePort === undefined ? [] : await eventsActedUpon(),
      isDemo: env.isDemo,
      isNew,
      nobodyIsHere: await nobodyIsHere(db),
    });
  } finally {
    await db.close();
  }
}

/** Loaded late: the module itself throws when a setting is wrong. */
async function settings(): Promise<Env> {
  try {
    return (await import("@/env")).env;
  } catch (error) {
    if (error instanceof Error && error.name === "SettingsError") throw new Refusal(error.message);
    throw error;
  }
}

async function requireFreePorts(port: number, localStripePort: number | undefined): Promise<void> {
  if (port === localStripePort)
    throw new Refusal(`PORT and LOCAL_STRIPE_PORT are both ${port}: they must differ.`);
  if (!(await isFree(port)))
    throw new Refusal(`Port ${port} is in use: stop what uses it, or set PORT to another.`);
  if (localStripePort !== undefined && !(await isFree(localStripePort)))
    throw new Refusal(
      `Port ${localStripePort} is in use: stop what uses it, or set LOCAL_STRIPE_PORT to another.`,
    );
}

/** On all addresses and on the local one: some systems let the two be taken apart. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && (await canListen(port, "127.0.0.1"));
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES")
        reject(new Refusal(`Port ${port} may not be used by this user: set another, above 1023.`));
      else reject(error);
    });
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

async function openAndMigrate(env: Env): Promise<Database> {
  const { openDatabase } = await import("@/db/open");
  const { migrate } = await import("@/db/migrate");
  try {
    const db = openDatabase(env.databaseUrl);
    await migrate(db);
    return db;
  } catch (error) {
    const trouble = databaseTrouble(error, env);
    throw trouble ? new Refusal(trouble) : error;
  }
}

async function seed(db: Database): Promise<void> {
  const { seedDemoWorld } = await import("./demo/seed-demo-world");
  const { systemClock } = await import("@/domain/time");
  // Refused only when another process was quicker, which is as good.
  await seedDemoWorld({ db, clock: systemClock, actor: { kind: "schedule" }, locale: "en" });
}

/** What somebody with an account at Stripe would choose for their webhook endpoint. */
async function eventsActedUpon(): Promise<string[]> {
  return (await import("@/domain/checkout/event-types")).eventTypesActedUpon;
}

async function nobodyIsHere(db: Database): Promise<boolean> {
  const { people } = await import("@/db/schema/accounts");
  return (await db.select({ id: people.id }).from(people).limit(1)).length === 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
});
