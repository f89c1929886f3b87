// The walk with real processes: several apps on one database and one local Stripe, shoppers and donors over HTTP, and
// kill -9 of any of them at instants of chance. What the machine does in between is not repeatable; what must hold afterwards is.
import path from "node:path";
import { and, inArray, isNotNull } from "drizzle-orm";
import { openDatabase } from "@/db/open";
import { donations } from "@/db/schema/donations";
import { orders } from "@/db/schema/orders";
import { auditBooks } from "@/domain/audit/audit-books";
import type { Context } from "@/domain/context";
import { type Instant, minutesAfter, secondsAfter } from "@/domain/time";
import { env } from "@/env";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { jobs, oneTurn } from "@/jobs/index";
import { testCards } from "@/local-stripe/test-cards";
import { freePort } from "@/scripts/free-port.mjs";
import { start, stop } from "@/scripts/processes.mjs";
import { type Addresses, donor, ErrorPage, shopper } from "@/scripts/shopper";
import { Random } from "./random";
import { openShops, receiveUnits, type Ware } from "./shops";
import { faults, WalkFailed, type WalkOptions } from "./walk";

const visitorsAtOnce = 8;
const startSeconds = 120;

type Options = Omit<WalkOptions, "stepsPerSettling" | "stepsPerAudit"> & { processes: number };

const faultyPaths = [
  "/v1/payment_intents",
  "*/confirm",
  "/v1/payment_intents/*",
  "/v1/subscriptions*",
] as const;

/** A server that can be killed and begins again on the same port, with what it had written. */
class Server {
  #running: ReturnType<typeof start> | undefined;
  #coming: Promise<void> | undefined;

  constructor(
    readonly name: string,
    readonly url: string,
    readonly file: string,
    readonly settings: Record<string, string>,
  ) {}

  async begin(): Promise<void> {
    let onServing: (isServing: boolean) => void = () => {};
    const serving = new Promise<boolean>((resolve) => (onServing = resolve));
    const running = start(this.name, process.execPath, ["--import", "tsx", this.file], {
      env: { ...this.settings, NODE_ENV: "production" },
      stdio: "kept",
      onMessage: (message) => message === "serving" && onServing(true),
    });
    this.#running = running;
    const limit = setTimeout(() => onServing(false), startSeconds * 1000);
    const isServing = await Promise.race([serving, running.exited.then(() => false)]);
    clearTimeout(limit);
    if (!isServing) throw new Error(`${this.name} did not start:\n${running.kept.output}`);
  }

  /** kill -9, and a new life right after. Not while it is still coming up. */
  killAndBeginAgain(): boolean {
    if (this.#coming) return false;
    const { child, exited } = this.#running!;
    child.kill("SIGKILL");
    this.#coming = exited.then(() => this.begin()).finally(() => (this.#coming = undefined));
    return true;
  }

  get isUp(): boolean {
    return this.#coming === undefined;
  }

  async up(): Promise<void> {
    await this.#coming;
  }

  async end(): Promise<void> {
    await this.#coming;
    if (this.#running) await stop(this.#running);
  }
}

/** @throws WalkFailed when somebody saw an error page, or when the books do not agree in the end. */
export async function walkOverHttp({ processes, seed, steps, databaseUrl, folder, onStep }: Options) {
  const random = new Random(seed);
  const lines: string[] = [];
  let step = 0;
  const failed = (differences: WalkFailed["differences"], cause?: unknown) =>
    new WalkFailed(seed, step, lines.slice(-40), differences, cause);
  const note = (line: string) => {
    lines.push(`${step}. ${line}`);
    onStep?.(step, `${step}. ${line}`);
  };

  const stripePort = env.stripe.mode === "local" ? env.stripe.port : 0;
  const stripeUrl = `http://127.0.0.1:${stripePort}`;
  const ports = await Promise.all(Array.from({ length: processes }, () => freePort()));
  const apps = ports.map(
    (port, i) =>
      new Server(`app ${i + 1}`, `http://localhost:${port}`, "server.ts", {
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        LOCAL_STRIPE_PORT: String(stripePort),
        STRIPE_WEBHOOK_SECRET: "whsec_only_for_chaos",
        NEXTAUTH_SECRET: "only-for-chaos-0123456789",
        MERLE_DEMO: "0",
        TRUST_PROXY: "1",
        LOG_LEVEL: "error",
      }),
  );
  const stripe = new Server("the local Stripe", stripeUrl, "local-stripe/main.ts", {
    LOCAL_STRIPE_PORT: String(stripePort),
    LOCAL_STRIPE_STATE: path.join(folder, "local-stripe.db"),
    LOCAL_STRIPE_WEBHOOK_URL: `http://127.0.0.1:${ports[0]}/api/stripe/webhook`,
    LOCAL_STRIPE_WEBHOOK_SECRET: "whsec_only_for_chaos",
  });
  const db = openDatabase(databaseUrl);
  const began = new Date();
  const { wares, causes } = await openShops(db, { now: () => minutesAfter(began, -1) });
  const promised: string[] = [];
  let guests = 0;

  const order = (method: string, to: string, body?: unknown) =>
    fetch(`${stripeUrl}${to}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => undefined); // it is dead at this moment

  async function chanceStrikes(): Promise<void> {
    const what = random.weighted({ nothing: 90, app: 1.5, stripe: 0.8, fault: 5, units: 2.7 });
    if (what === "app") {
      const app = random.pick(apps)!;
      if (app.killAndBeginAgain()) note(`${app.name} is killed`);
    }
    if (what === "stripe" && stripe.killAndBeginAgain()) note("the local Stripe is killed");
    if (what === "units") await receiveUnits(db, random.pick(wares), random.whole(1, 6));
    if (what === "fault") {
      const kind = random.pick(faults);
      const at = random.pick(faultyPaths);
      // The app waits for its answer, and then asks again: one that never comes costs a visitor twenty seconds.
      const times = kind.startsWith("timeout") ? 1 : random.pick([1, 3] as const);
      await order("POST", "/_local/faults", { kind, path: at, times });
      note(`${kind} for ${at}`);
    }
  }

  /** One step of a shopper's; a process that is gone is no error page, they go on with the next one. */
  async function take(says: string, work: () => Promise<{ step: string } | void>): Promise<string> {
    step++;
    await chanceStrikes();
    try {
      const shown = await work();
      note(`${says}: ${shown?.step ?? "done"}`);
      return shown?.step ?? "done";
    } catch (error) {
      if (error instanceof ErrorPage) throw failed([], error);
      note(`${says}: no answer`);
      return "no answer";
    }
  }

  /** As what stands in front of several does: to one that is up; when none is, to the first that is back. */
  async function anApp(): Promise<string> {
    for (;;) {
      const app = random.pick(apps.filter(({ isUp }) => isUp));
      if (app) return app.url;
      await Promise.race(apps.map((one) => one.up()));
    }
  }

  type Visit = { name: string; email: string; addresses: Addresses; from: string };

  async function visit(): Promise<void> {
    const guest = ++guests;
    const addresses = { app: await anApp(), stripe: stripeUrl, publishableKey: "pk_test_local" };
    const from = `10.0.${(guest >> 8) & 255}.${guest & 255}`;
    const one = { name: `guest ${guest}`, email: `guest${guest}@merle.test`, addresses, from };
    await (random.percent(70) ? visitShop(one) : visitCause(one));
  }

  async function visitShop({ name, email, addresses, from }: Visit): Promise<void> {
    const ware: Ware = random.pick(wares);
    const person = shopper(addresses, from);
    await take(`${name} opens ${ware.name}`, () => person.open(ware.listingId));
    await take(`${name} orders`, () => person.place(ware.variantId, email));
    for (let tries = random.whole(1, 6); tries > 0; tries--) {
      const { order: mine } = person.shown();
      if (!mine) return;
      addresses.app = await anApp();
      if ((await goOn(name, person, (card) => person.pay(card))) === "done")
        return void promised.push(mine.id);
    }
  }

  async function visitCause({ name, email, addresses, from }: Visit): Promise<void> {
    const cause = random.pick(causes);
    const rhythm = random.pick(["once", "once", "monthly"] as const);
    const amount = random.pick([5, 20, 50] as const);
    const person = donor(addresses, from);
    await take(`${name} opens ${cause.name}`, () => person.open(cause.causeId));
    for (let tries = random.whole(1, 6); tries > 0; tries--) {
      addresses.app = await anApp();
      const give = (cardNumber: string) => person.give({ amount, rhythm, email, cardNumber });
      const shown = await goOn(`${name}, who gives ${amount} ${rhythm},`, person, give);
      const { given } = person.shown();
      if (shown === "done" && given) return void promised.push(given.id);
    }
  }

  /** Answers the bank when it asks; or else pays, or looks how it stands. Returns the step that is shown then. */
  async function goOn(
    name: string,
    person: Pick<ReturnType<typeof shopper> | ReturnType<typeof donor>, "shown" | "answerBank"> & {
      about: (what: "check" | "another-way") => Promise<{ step: string }>;
    },
    pay: (cardNumber: string) => Promise<{ step: string }>,
  ): Promise<string> {
    const look = () => take(`${name} looks`, () => person.about("check"));
    if (!person.shown().clientSecret) {
      if (person.shown().step === "waiting" || random.percent(30)) return look();
      const card = random.percent(50) ? "4242424242424242" : random.pick(testCards)!.number;
      return take(`${name} pays with ${card}`, () => pay(card));
    }
    if (random.percent(20))
      return take(`${name} wants to pay another way`, () => person.about("another-way"));
    const outcome = random.percent(80) ? "complete" : "fail";
    await take(`${name} answers the bank`, () => person.answerBank(outcome));
    return look();
  }

  async function visitors(): Promise<void> {
    for (;;) {
      if (step >= steps) return;
      await visit();
    }
  }

  async function settle(): Promise<Context> {
    await order("DELETE", "/_local/faults");
    let now: Instant = new Date();
    const ctx: Context = {
      db,
      clock: { now: () => now },
      actor: { kind: "schedule" },
      locale: "en",
      payments: payments(),
      media: media(),
      worker: { name: "settling", isStopping: () => false },
    };
    for (const minutes of [5, 15, 15, 15, 60, 25 * 60, 25 * 60, 32 * 24 * 60, 25 * 60]) {
      now = secondsAfter(now, minutes * 60);
      await order("POST", "/_local/clock", { advanceSeconds: minutes * 60 });
      for (const job of jobs) await oneTurn(job, ctx);
    }
    return ctx;
  }

  try {
    await stripe.begin();
    await Promise.all(apps.map((app) => app.begin()));
    await Promise.all(Array.from({ length: visitorsAtOnce }, visitors));
    await Promise.all([stripe, ...apps].map((one) => one.up()));
    for (const app of apps) await app.end();
    const differences = await auditBooks(await settle());
    const paid =
      (await db.$count(orders, and(inArray(orders.id, promised), isNotNull(orders.paidAt)))) +
      (await db.$count(donations, and(inArray(donations.id, promised), isNotNull(donations.paidAt))));
    if (paid !== new Set(promised).size)
      differences.push({
        check: "who was told that they have paid, has",
        subject: "orders and gifts",
        expected: String(new Set(promised).size),
        found: String(paid),
      });
    if (differences.length > 0) throw failed(differences);
    const killed = lines.filter((line) => line.endsWith("is killed")).length;
    note(`${promised.length} bought or given, ${killed} times kill -9, and the books agree`);
  } catch (error) {
    throw error instanceof WalkFailed ? error : failed([], error);
  } finally {
    for (const one of [...apps, stripe]) await one.end().catch(() => undefined);
    await db.close();
  }
  return lines;
}
