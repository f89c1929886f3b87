// The walk: step by step, chance decides who does what, what goes wrong meanwhile and who dies; every so many steps all
// is settled and the books are audited. One process, one seed: the same seed takes the same steps and meets the same.
import { and, eq, inArray, isNotNull, isNull, ne, notInArray, or } from "drizzle-orm";
import { donations, monthlyGifts } from "@/db/schema/donations";
import { leases } from "@/db/schema/leases";
import type { Difference } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import { askAboutReceiver, openConnectedAccount } from "@/domain/payments/connected-accounts";
import { unsettledStatuses } from "@/domain/payments/start-attempt";
import { type Instant, minutesAfter } from "@/domain/time";
import { readStripeEvent } from "@/integrations/stripe-events";
import { jobs as allJobs } from "@/jobs/index";
import { type App, startApp } from "./app";
import { type Bank, openBank, webhookSecret } from "./bank";
import { type Buyer, type Errand, errands, nameOf, type Purchase } from "./errands";
import { monthlyGiving } from "./monthly";
import { Random } from "./random";
import { changePrice, openShops, receiveUnits, type Shops, withdrawOrOffer } from "./shops";
import { type Ended, Turns } from "./turns";

/** What every process does for itself has nothing to do with money. */
const jobs = allJobs.flatMap((job) => ("runHere" in job ? [] : [job]));

export type WalkOptions = {
  /** An empty, migrated database of its own. */
  databaseUrl: string;
  /** Where the local Stripe keeps its state. */
  folder: string;
  seed: number;
  steps: number;
  /** After how many steps all is settled, and nothing may be left undone; also at the end. */
  stepsPerSettling: number;
  /** After how many steps, at a settling, all books are audited; also at the end. */
  stepsPerAudit: number;
  onStep?: (step: number, line: string) => void;
};

/** What went wrong, with all that is needed to see it again. */
export class WalkFailed extends Error {
  override name = "WalkFailed";
  constructor(
    readonly seed: number,
    readonly step: number,
    readonly lastSteps: string[],
    readonly differences: Difference[],
    cause?: unknown,
  ) {
    super(`Seed ${seed}, step ${step}: ${cause instanceof Error ? cause.message : "the books differ"}`, {
      cause,
    });
  }
}

const stepsRemembered = 40;
const purchasesRemembered = 40;

/** @returns one line per step: the same for the same seed. @throws WalkFailed at the first thing that is not right. */
export async function walk(options: WalkOptions): Promise<string[]> {
  const walker = new Walker(options);
  const chance = Math.random;
  // The pauses of the leases have chance in them too.
  const pauses = new Random(options.seed ^ 0x5e_ed);
  Math.random = () => pauses.fraction();
  try {
    await walker.begin();
    return await walker.go();
  } finally {
    Math.random = chance;
    await walker.end();
  }
}

class Walker {
  readonly #options: WalkOptions;
  readonly #random: Random;
  readonly #turns: Turns;
  readonly #bank: Bank;
  readonly #clock = { now: () => this.#now };
  readonly #errands: ReturnType<typeof errands>;
  readonly #monthly: ReturnType<typeof monthlyGiving>;
  readonly #lines: string[] = [];
  readonly #purchases: Purchase[] = [];
  readonly #jobsDoneAt = new Map<string, Instant>();
  /** Of shops and charities at Stripe. */
  readonly #accounts: { name: string; account: string; isRestricted: boolean }[] = [];
  #now: Instant = new Date("2026-05-04T09:00:00.000Z");
  #app: App;
  #shops!: Shops;
  #guests = 0;
  #step = 0;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#turns = new Turns(this.#random.branch());
    this.#bank = openBank(options.folder, this.#clock, (_, letter) => this.#receive(letter));
    this.#errands = errands(this.#bank, this.#random);
    this.#monthly = monthlyGiving(this.#bank, this.#random);
    this.#app = this.#startApp();
  }

  #startApp(): App {
    return startApp(this.#options.databaseUrl, this.#bank.client(), this.#clock, this.#turns);
  }

  async begin(): Promise<void> {
    this.#shops = await openShops(this.#app.db, this.#clock);
    const ctx = this.#app.undisturbed({ kind: "schedule" });
    for (const { name, accountId } of this.#shops.owners) {
      const opened = await openConnectedAccount(ctx, accountId);
      if (!opened.ok) throw new Error(`${name} got no account at Stripe: ${opened.reason}`);
      this.#accounts.push({ name, account: opened.value.stripeAccountId, isRestricted: true });
    }
    await this.#liftRestrictions();
    for (const { accountId } of this.#shops.owners) await askAboutReceiver(ctx, accountId);
  }

  async end(): Promise<void> {
    await this.#app.close();
    await this.#bank.stop();
  }

  async go(): Promise<string[]> {
    const { steps, stepsPerSettling, stepsPerAudit } = this.#options;
    try {
      for (this.#step = 1; this.#step <= steps; this.#step++) {
        await this.#takeStep();
        const isEnd = this.#step === steps;
        if (isEnd || this.#step % stepsPerSettling === 0)
          await this.#settleAndLook(isEnd || this.#step % stepsPerAudit === 0);
      }
    } catch (error) {
      throw error instanceof WalkFailed ? error : this.#failed([], error);
    }
    return this.#lines;
  }

  #failed(differences: Difference[], cause?: unknown): WalkFailed {
    const { seed } = this.#options;
    return new WalkFailed(seed, this.#step, this.#lines.slice(-stepsRemembered), differences, cause);
  }

  #note(line: string): void {
    const whole = `${this.#step}. ${line}`;
    this.#lines.push(whole);
    this.#options.onStep?.(this.#step, whole);
  }

  // ---- one step

  async #takeStep(): Promise<void> {
    const random = this.#random;
    const kind = random.weighted({
      people: 70,
      job: 8,
      deliver: 6,
      clock: 7,
      fault: 5,
      webhooks: 2,
      shop: 5,
      "stripe dies": 1,
      month: 0.3,
    });
    switch (kind) {
      case "people": {
        // Half of what goes wrong goes wrong with what is done now.
        const path = random.pick(["/v1/payment_intents", "*/confirm", "*/confirm", "/v1/refunds"] as const);
        if (random.percent(10)) this.#note(await this.#orderFaultFor(path, 1));
        return this.#takePlace(this.#whatPeopleDo());
      }
      case "job":
        return this.#takePlace([this.#job(random.whole(0, jobs.length - 1))]);
      case "deliver":
        return this.#takePlace([], true);
      case "clock":
        return this.#moveClock();
      case "fault":
        return this.#orderFault();
      case "webhooks":
        return this.#disturbWebhooks();
      case "shop":
        return this.#changeShop();
      case "month":
        return this.#passMonth();
      case "stripe dies": {
        const when = random.pick(["before", "after"] as const);
        this.#bank.dieAtNextQuestion(when);
        return this.#note(`Stripe will die ${when} the next question takes effect`);
      }
    }
  }

  #whatPeopleDo(): Errand[] {
    const random = this.#random;
    const first = this.#errand(undefined);
    const together = [first.errand];
    // Two tabs, or a click that came twice.
    if (random.percent(20))
      for (let more = random.whole(1, 2); more > 0; more--)
        together.push(random.percent(70) ? first.again() : this.#errand(undefined).errand);
    if (random.percent(12)) together.push(this.#job(random.whole(0, jobs.length - 1)));
    return together;
  }

  /** What somebody does, and how the same one does something else about it. */
  #errand(about: Purchase | undefined): { again: () => Errand; errand: Errand } {
    const random = this.#random;
    if (!about && random.percent(8)) {
      const donor = () => ({ buyer: this.#buyer(), cause: random.pick(this.#shops.causes) });
      const { gift, errand } = this.#monthly.errand(donor);
      return { errand, again: () => this.#monthly.errand(donor, gift).errand };
    }
    const does = this.#errands;
    const kind = random.weighted({
      buy: about ? 0 : 24,
      give: about ? 3 : 10,
      pay: 30,
      answer: 12,
      look: 6,
      amend: 5,
      another: 3,
      time: 2,
      cancel: 8,
      refund: 8,
      dispute: 3,
      forget: 2,
    });
    const isFit = { ...fitFor, buy: anything, give: anything }[kind];
    const purchase = kind === "buy" || kind === "give" ? undefined : (about ?? this.#recent(isFit));
    if (!purchase || kind === "buy" || kind === "give") {
      const begun = kind === "give" ? this.#newGift(about?.buyer) : this.#newOrder();
      const { what } = begun;
      return {
        again: () => this.#errand(begun).errand,
        errand: what.kind === "gift" ? does.giveTo(begun, what.cause) : does.place(begun, what.ware),
      };
    }
    const { what } = purchase;
    const errand = {
      pay: () => (what.kind === "order" ? does.pay(purchase) : does.giveTo(purchase, what.cause)),
      answer: () => does.answerBank(purchase),
      look: () => does.look(purchase),
      amend: () =>
        what.kind === "order" ? does.place(purchase, what.ware) : does.giveTo(purchase, what.cause),
      another: () => does.payAnotherWay(purchase),
      time: () => does.askForTime(purchase),
      cancel: () => does.cancel(purchase),
      refund: () => does.refundPart(purchase),
      dispute: () => does.answerDispute(purchase),
      forget: () => does.forgetCard(purchase),
    }[kind]();
    return { errand, again: () => this.#errand(purchase).errand };
  }

  /** Mostly something that was begun just now, and for which it makes sense. */
  #recent(isFit: (purchase: Purchase) => boolean): Purchase | undefined {
    const newest = this.#random.percent(65) ? 4 : purchasesRemembered;
    const fit = this.#random.percent(85) ? isFit : anything;
    return this.#random.pick(this.#purchases.filter(fit).slice(-newest));
  }

  #buyer(): Buyer {
    const random = this.#random;
    if (random.percent(50)) {
      const { name, actor } = random.pick(this.#shops.members);
      return { name, actor, email: actor.email };
    }
    this.#guests++;
    const name = `guest ${this.#guests}`;
    return {
      name,
      email: `guest${this.#guests}@merle.test`,
      actor: { kind: "guest", guestId: `guest_${this.#guests}` },
    };
  }

  #newOrder(): Purchase {
    return this.#remember({ kind: "order", ware: this.#random.pick(this.#shops.wares) }, this.#buyer());
  }

  #newGift(buyer = this.#buyer()): Purchase {
    return this.#remember({ kind: "gift", cause: this.#random.pick(this.#shops.causes) }, buyer);
  }

  #remember(what: Purchase["what"], buyer: Buyer): Purchase {
    const purchase = { buyer, what, id: undefined, totalMinor: 0, currency: "", secrets: [], toldPaid: [] };
    this.#purchases.push(purchase);
    return purchase;
  }

  #job(which: number): Errand {
    const job = jobs[which]!;
    return {
      says: `the job ${job.name}`,
      work: async (app) => {
        const ctx = app.context({ kind: "schedule" });
        if ("workThrough" in job) {
          const { failed } = await job.workThrough(ctx);
          const [first] = failed;
          if (first) throw new JobFailed(job.name, first.error);
          return "ran";
        }
        const beganAt = this.#now;
        try {
          await job.run(ctx, this.#jobsDoneAt.get(job.name));
        } catch (error) {
          throw new JobFailed(job.name, error);
        }
        this.#jobsDoneAt.set(job.name, beganAt);
        return "ran";
      },
    };
  }

  /** All at once; Stripe may deliver meanwhile, and the app or Stripe may die. */
  async #takePlace(
    together: Errand[],
    delivers = this.#random.percent(20),
    isDisturbed = true,
  ): Promise<void> {
    const random = this.#random;
    const atPoint = isDisturbed && random.percent(9) ? random.whole(1, random.pick([4, 12, 30])) : undefined;
    const outcomes = together.map(({ says, work }) => {
      const app = this.#app;
      return this.#turns.begin(says, () => work(app));
    });
    const outside = delivers ? this.#bank.runDue() : undefined;
    const dying = atPoint === undefined ? undefined : { atPoint, die: () => this.#die() };
    const diedAt = await this.#turns.untilQuiet(outside, dying);
    await outside;
    const words: string[] = [];
    for (const [i, outcome] of (await Promise.all(outcomes)).entries())
      words.push(`${together[i]!.says}: ${this.#cameOf(outcome, isDisturbed)}`);
    if (delivers) words.push("Stripe delivers");
    if (diedAt) words.push(`the app died (${diedAt})`);
    if (isDisturbed) this.#note(words.join(" · "));
  }

  #cameOf(outcome: Ended<string>, isDisturbed: boolean): string {
    if (outcome.kind === "died") return "never knew";
    if (outcome.kind === "ended") return outcome.value;
    // A job that meets silence comes again; a person must never see an error.
    if (outcome.error instanceof JobFailed && isDisturbed) return "failed, comes again";
    throw outcome.error;
  }

  async #die(): Promise<void> {
    await this.#app.close();
    this.#app = this.#startApp();
  }

  /** A webhook, as webhooks.ts takes it: kept, answered, then acted upon. */
  async #receive(letter: RequestInit | undefined): Promise<Response> {
    const app = this.#app;
    const ctx = app.context({ kind: "stripe" });
    const signature = new Headers(letter?.headers).get("stripe-signature") ?? "";
    const body = typeof letter?.body === "string" ? letter.body : "";
    const notice = readStripeEvent(body, signature, webhookSecret, this.#now);
    if (!notice) throw new Error("A webhook was not signed as it should be");
    const received = await this.#turns.begin("a webhook", () => receiveStripeEvent(ctx, notice));
    if (received.kind === "died") throw new TypeError("The connection broke");
    if (received.kind === "failed") throw received.error;
    void this.#turns.begin("the inbox", () => handleStripeEvents(ctx));
    return new Response(null, { status: 204 });
  }

  // ---- what happens around them

  #moveClock(): void {
    const minutes = this.#random.pick([0.02, 0.5, 1, 3, 3, 5, 11, 11, 45, 100, 25 * 60, 3 * 24 * 60]);
    this.#now = minutesAfter(this.#now, minutes);
    this.#note(`${minutes} minutes pass`);
  }

  /** Stripe charges the monthly gifts meanwhile, tries again and gives up, as nobody looks on but the app. */
  async #passMonth(): Promise<void> {
    for (let weeks = 1; weeks <= 5; weeks++) {
      this.#now = minutesAfter(this.#now, 7 * 24 * 60);
      await this.#takePlace(
        jobs.map((_, which) => this.#job(which)),
        true,
      );
    }
  }

  async #orderFault(): Promise<void> {
    const random = this.#random;
    const path = random.pick([
      "/v1/payment_intents",
      "*/confirm",
      "*/cancel",
      "/v1/payment_intents*",
      "/v1/refunds*",
      "/v1/customers*",
      "/v1/balance*",
      "/v1/events*",
    ] as const);
    this.#note(await this.#orderFaultFor(path, random.pick([1, 2, 4])));
  }

  async #orderFaultFor(path: string, times: number): Promise<string> {
    const kind = this.#random.pick(faults);
    await this.#bank.order("POST", "/_local/faults", { kind, path, times, milliseconds: 0 });
    return `${times} times ${kind} for ${path}`;
  }

  async #disturbWebhooks(): Promise<void> {
    const random = this.#random;
    const mode = random.pick(["normal", "normal", "normal", "paused", "drop"]);
    const delayMs = random.pick([0, 0, 90_000]);
    const copies = random.pick([1, 1, 3]);
    const reorder = random.percent(30);
    await this.#bank.order("POST", "/_local/webhooks", { mode, delayMs, copies, reorder });
    this.#note(`webhooks: ${mode}, ${delayMs} ms late, ${copies} times${reorder ? ", newest first" : ""}`);
  }

  async #changeShop(): Promise<void> {
    const random = this.#random;
    const ware = random.pick(this.#shops.wares);
    const { db } = this.#app;
    if (random.percent(10)) return this.#restrictOrLift();
    if (random.percent(60)) {
      const units = random.whole(1, 6);
      await receiveUnits(db, ware, units);
      return this.#note(`${units} more ${ware.name} come in`);
    }
    if (random.percent(70) && !ware.isWithdrawn) {
      const priceMinor = Math.max(100, Math.round(ware.priceMinor * random.pick([0.8, 0.95, 1.05, 1.25])));
      await changePrice(db, ware, priceMinor);
      return this.#note(`${ware.name} costs ${priceMinor} now`);
    }
    await withdrawOrOffer(db, this.#clock, ware);
    this.#note(`${ware.name} is ${ware.isWithdrawn ? "withdrawn" : "offered again"}`);
  }

  /** Stripe lets no more money go on to an account, or lets it again. */
  async #restrictOrLift(): Promise<void> {
    const chosen =
      this.#accounts.find(({ isRestricted }) => isRestricted) ?? this.#random.pick(this.#accounts);
    if (!chosen) return;
    chosen.isRestricted = !chosen.isRestricted;
    const capabilities = chosen.isRestricted ? "restricted" : "active";
    await this.#bank.order("POST", "/_local/accounts", { account: chosen.account, capabilities });
    this.#note(`the account of ${chosen.name} is ${capabilities} now`);
  }

  async #liftRestrictions(): Promise<void> {
    for (const { account } of this.#accounts)
      await this.#bank.order("POST", "/_local/accounts", { account, capabilities: "active" });
    for (const one of this.#accounts) one.isRestricted = false;
  }

  // ---- and then all is settled

  async #settleAndLook(audits: boolean): Promise<void> {
    await this.#settle();
    const differences = [
      ...(audits ? await auditBooks(this.#app.undisturbed({ kind: "schedule" })) : []),
      ...(await this.#leftUndone()),
      ...(await this.#brokenPromises()),
      ...(await this.#monthly.differences(this.#app)),
    ];
    if (differences.length > 0) throw this.#failed(differences);
    this.#purchases.splice(0, Math.max(0, this.#purchases.length - purchasesRemembered));
    this.#note(audits ? "the books agree" : "nothing is left undone");
  }

  /** Nothing goes wrong any more, and time passes until nothing is left to do. */
  async #settle(): Promise<void> {
    const random = this.#random;
    await this.#bank.order("DELETE", "/_local/faults");
    await this.#liftRestrictions();
    await this.#bank.order("POST", "/_local/webhooks", { mode: "normal" });
    // Those that were dropped: sometimes they come after all.
    if (random.percent(50)) await this.#bank.order("POST", "/_local/webhooks/flush");
    for (const minutes of [3, 11, 11, 11, 60, 25 * 60, 25 * 60, 8 * 24 * 60, 25 * 60]) {
      this.#now = minutesAfter(this.#now, minutes);
      await this.#takePlace([], true, false);
      for (let which = 0; which < jobs.length; which++)
        await this.#takePlace([this.#job(which)], false, false);
      if (minutes > 24 * 60 && (await this.#leftUndone()).length === 0) return;
    }
  }

  async #leftUndone(): Promise<Difference[]> {
    const { db } = this.#app;
    const failedRefunds = db.select({ id: refunds.id }).from(refunds).where(eq(refunds.status, "failed"));
    const givenUp = db.select({ id: leases.subjectId }).from(leases).where(isNotNull(leases.givenUpAt));
    const undone = {
      "orders not decided": db
        .select()
        .from(orders)
        .where(inArray(orders.status, ["pending"])),
      "gifts not decided": db
        .select()
        .from(donations)
        .where(inArray(donations.status, ["pending"])),
      "monthly gifts not decided": db
        .select()
        .from(monthlyGifts)
        .where(
          or(eq(monthlyGifts.status, "pending"), ne(monthlyGifts.changes, monthlyGifts.changesAtStripe)),
        ),
      "payments not decided": db
        .select()
        .from(paymentAttempts)
        .where(inArray(paymentAttempts.status, [...unsettledStatuses])),
      "refunds not carried out": db
        .select()
        .from(refunds)
        .where(inArray(refunds.status, ["open", "pending"])),
      "mails not sent": db.select().from(mails).where(isNull(mails.sentAt)),
      // A refund that the bank sent back is the operator's to try again, and nothing else may be.
      "work given up": db
        .select()
        .from(leases)
        .where(and(isNotNull(leases.givenUpAt), notInArray(leases.subjectId, failedRefunds))),
      "failed refunds that the operator was not told of": db
        .select()
        .from(refunds)
        .where(and(eq(refunds.status, "failed"), notInArray(refunds.id, givenUp))),
    };
    const differences: Difference[] = [];
    for (const [subject, query] of Object.entries(undone)) {
      const left = (await query).length;
      if (left > 0)
        differences.push({ check: "nothing is left undone", subject, expected: "0", found: String(left) });
    }
    return differences;
  }

  /** Who was told that they have paid, has. */
  async #brokenPromises(): Promise<Difference[]> {
    const promises = this.#purchases.flatMap((one) => one.toldPaid.map((id) => ({ id, name: nameOf(one) })));
    const ids = promises.map(({ id }) => id);
    const { db } = this.#app;
    const paid = [
      ...(await db
        .select({ id: orders.id })
        .from(orders)
        .where(and(inArray(orders.id, ids), isNotNull(orders.paidAt)))),
      ...(await db
        .select({ id: donations.id })
        .from(donations)
        .where(and(inArray(donations.id, ids), isNotNull(donations.paidAt)))),
    ].map(({ id }) => id);
    return promises
      .filter(({ id }) => !paid.includes(id))
      .map(({ name }) => ({
        check: "who was told that they have paid, has",
        subject: name,
        expected: "paid",
        found: "not paid",
      }));
  }
}

export const faults = [
  "timeout-before",
  "timeout-after",
  "reset-before",
  "reset-after",
  "500",
  "429",
  "409",
  "slow",
  "html-502",
] as const;

const anything = () => true;
const isOrder = ({ what, id }: Purchase) => what.kind === "order" && id !== undefined;
const isPaid = (purchase: Purchase) => isOrder(purchase) && purchase.toldPaid.length > 0;
const isPaidFor = ({ toldPaid }: Purchase) => toldPaid.length > 0;
const isUnpaid = (purchase: Purchase) => isOrder(purchase) && purchase.toldPaid.length === 0;

/** For what people do something, if they mean it. */
const fitFor = {
  pay: isUnpaid,
  amend: isUnpaid,
  time: isUnpaid,
  answer: ({ secrets }: Purchase) => secrets.length > 0,
  another: ({ secrets }: Purchase) => secrets.length > 0,
  look: ({ id }: Purchase) => id !== undefined,
  cancel: isPaid,
  refund: isPaidFor,
  dispute: isPaidFor,
  forget: ({ buyer }: Purchase) => buyer.actor.kind === "person",
};

class JobFailed extends Error {
  override name = "JobFailed";
  constructor(job: string, cause: unknown) {
    super(`The job ${job} failed: ${String(cause)}`, { cause });
  }
}
