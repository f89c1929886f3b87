// A flash sale through the real HTTP path, against a Merle that runs: many buyers at once for few units, some cards
// declined, some questions of the bank left open. Prints one line of JSON; ends with 1 when anything is not as it must be.
import { inArray, sql } from "drizzle-orm";
import { database } from "@/db";
import { variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { auditBooks } from "@/domain/audit/audit-books";
import { releaseExpiredHolds, sweepPayments } from "@/domain/checkout/sweep";
import type { Context } from "@/domain/context";
import { rows } from "@/domain/testing-rows";
import { minutesAfter, systemClock } from "@/domain/time";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { messages } from "@/messages";
import { ErrorPage, type Shopper, shopper } from "@/scripts/shopper";
import { Figures } from "./figures";

const buyers = Number(process.env["FLASH_BUYERS"] ?? 2000);
const atOnce = Number(process.env["FLASH_AT_ONCE"] ?? 64);
const units = Number(process.env["FLASH_UNITS"] ?? 100);
// Everybody reaches the step of paying, or hears that nothing is left, before anybody pays; and all cards are good.
const areTogether = process.env["FLASH_TOGETHER"] === "1";
const app = process.env["PUBLIC_URL"] ?? "";
const stripe = `http://127.0.0.1:${process.env["LOCAL_STRIPE_PORT"]}`;
const publishableKey = "pk_test_local";

const good = [
  "4242424242424242",
  "4000056655665556",
  "5555555555554444",
  "378282246310005",
  "6011111111111117",
  "4000000000000077",
  "4000000000003055",
] as const;
const declined = ["4000000000009995", "4000000000000002", "4000000000000069", "4000000000000119"] as const;
const asksBank = ["4000000000003220", "4000002760003184"] as const;

const db = database();
const handle = `flash${Date.now()}`;
const made = rows(db, systemClock.now);
const seller = await made.merchant(handle);
const listing = await made.listing(seller, { unitsInStock: units, slug: handle });
// Nobody opens a shop and sells out in the same minute: it has sold something before.
const before = await made.listing(seller, { unitsInStock: 1000, slug: `${handle}-before` });
const buyersBefore = 48;

const figures = new Figures();
const outcomes = new Map<string, number>();
const { refused, nothingCharged } = messages.en.checkout;
const soldOut = `${refused["sold-out"]} ${nothingCharged}`;
let soldOutAt: number | undefined;

type Plan = { first: string; second: string; isAbandoned: boolean };

/** Every tenth leaves the bank's question open, every fifth is declined first; the rest pay. */
function planOf(buyer: number): Plan {
  const second = good[buyer % good.length]!;
  if (areTogether) return { first: good[0], second, isAbandoned: false };
  if (buyer % 10 === 3) return { first: asksBank[buyer % 2]!, second, isAbandoned: true };
  if (buyer % 10 === 7) return { first: asksBank[buyer % 2]!, second, isAbandoned: false };
  if (buyer % 5 === 1) return { first: declined[buyer % 4]!, second, isAbandoned: false };
  return { first: second, second: good[(buyer + 1) % good.length]!, isAbandoned: false };
}

/** Reaches the step of paying, or hears why not; what is returned pays. */
async function reach(buyer: number, wanted = listing): Promise<() => Promise<string>> {
  const address = `10.${(buyer >> 16) & 255}.${(buyer >> 8) & 255}.${buyer & 255}`;
  const person = shopper({ app, stripe, publishableKey }, address, (step, ms) => figures.note(step, ms));
  await person.open(wanted.listingId);
  const placed = await person.place(wanted.variantId, `buyer${buyer}@merle.test`);
  if (placed.step !== "pay") {
    soldOutAt ??= performance.now();
    const outcome = placed.notice?.text === soldOut ? "sold out" : `refused: ${placed.notice?.text}`;
    return async () => outcome;
  }
  return () => payWith(person, planOf(buyer));
}

async function payWith(person: Shopper, { first, second, isAbandoned }: Plan): Promise<string> {
  let shown = await person.pay(first);
  for (let tries = 1; tries < 20; tries++) {
    if (shown.step === "done") return "bought";
    if (shown.step === "waiting" && shown.clientSecret !== undefined) {
      if (isAbandoned) return "left the bank’s question open";
      await person.answerBank("complete");
      shown = await person.about("check");
    } else if (shown.step === "waiting") shown = await person.about("check");
    else if (shown.step === "pay") shown = await person.pay(second);
    else return `${shown.step}: ${shown.notice?.text}`;
  }
  return `did not come to an end: ${shown.step}, ${shown.notice?.text}`;
}

/** Lets `atOnce` come at a time, each as soon as another is done. */
async function oneAfterTheOther<T>(work: (buyer: number) => Promise<T>, count = buyers): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const comeOneByOne = async () => {
    while (next < count) {
      const buyer = next++;
      done[buyer] = await work(buyer);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, comeOneByOne));
  return done;
}
const failed = (error: unknown) =>
  error instanceof ErrorPage ? `error page: ${error.message}` : `no answer: ${String(error)}`;
const reached = (buyer: number) => reach(buyer).catch((error: unknown) => async () => failed(error));
async function end(pay: () => Promise<string>): Promise<void> {
  const outcome = await pay().catch(failed);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}

const sold = await oneAfterTheOther(async (buyer) => (await reach(buyers + buyer, before))(), buyersBefore);
figures.forget();
const startedAt = performance.now();
soldOutAt = undefined;
if (areTogether) {
  const all = await oneAfterTheOther(reached);
  await oneAfterTheOther((buyer) => end(all[buyer]!));
} else await oneAfterTheOther(async (buyer) => end(await reached(buyer)));
const seconds = (performance.now() - startedAt) / 1000;

// The holds of those who left run out; who comes by then finds the units in stock again.
const later = (minutes: number): Context => ({
  db,
  clock: { now: () => minutesAfter(systemClock.now(), minutes) },
  actor: { kind: "schedule" },
  locale: "en",
  payments: payments(),
  media: media(),
});
for (const minutes of [15, 30, 45]) {
  await sweepPayments(later(minutes));
  await releaseExpiredHolds(later(minutes));
}
const [stock] = await db
  .select({ inStock: variants.unitsInStock, held: variants.unitsHeld, sold: variants.unitsSold })
  .from(variants)
  .where(inArray(variants.id, [listing.variantId]));
const [paid] = await db
  .select({ count: sql`count(*)`.mapWith(Number) })
  .from(orders)
  .where(sql`${orders.listingId} = ${listing.listingId} and ${orders.status} = 'paid'`);
const differences = await auditBooks(later(60));
await db.close();

const expected = ["bought", "sold out", "left the bank’s question open"];
const problems = [
  ...sold.filter((outcome) => !expected.includes(outcome)),
  ...[...outcomes.keys()].filter((outcome) => !expected.includes(outcome)),
  ...differences.map((one) => JSON.stringify(one)),
];
if (!stock || stock.sold + stock.inStock !== units || stock.held !== 0)
  problems.push(`the stock is not what came in: ${JSON.stringify(stock)}`);
if (stock?.sold !== paid?.count || paid?.count !== outcomes.get("bought"))
  problems.push(`${outcomes.get("bought")} were told that they bought, ${paid?.count} orders are paid`);
console.log(
  JSON.stringify({
    buyers,
    atOnce,
    units,
    outcomes: Object.fromEntries(outcomes),
    stock,
    seconds,
    buyersPerSecond: buyers / seconds,
    secondsUntilSoldOut: soldOutAt === undefined ? undefined : (soldOutAt - startedAt) / 1000,
    steps: figures.table(),
    problems,
  }),
);
process.exitCode = problems.length > 0 ? 1 : 0;
