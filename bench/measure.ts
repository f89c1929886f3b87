// Drives one running Merle that holds the large world (bench/world.ts), and prints one line of JSON: requests per second
// and latencies of its pages beside the least that a page and a route handler can be, whole orders, gifts and sign-ins,
// and the JavaScript that each page loads. Load goes to this machine only and ends by itself.
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { database } from "@/db";
import { keptAddresses } from "@/db/schema/accounts";
import { keptCards } from "@/db/schema/payments";
import { rows } from "@/domain/testing-rows";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { donor, shopper } from "@/scripts/shopper";
import { Figures } from "./figures";
import { benchPassword, idOfPerson, idOfTweet } from "./world-ids";

const connections = 16;
const rounds = 3;
const [warmUpSeconds, seconds] = [2, Number(process.env["BENCH_SECONDS"] ?? 6)];
const readers = 200;
const buyers = 32;
const ordersEach = 24;
const app = env.publicUrl;
const addresses = {
  app,
  stripe: `http://127.0.0.1:${process.env["LOCAL_STRIPE_PORT"]}`,
  publishableKey: "pk_test_local",
};

const tokenOf = (personId: string) =>
  encode({
    token: { sub: personId, person: { personId, signedInAt: Date.now() } },
    secret: env.nextAuthSecret ?? "",
  });
const sessions = await Promise.all(
  Array.from({ length: readers }, (_, at) => tokenOf(idOfPerson(2_000 + at * 7))),
);
const cookies = sessions.map((token) => `next-auth.session-token=${token}`);

/** A page that is asked for again and again, each time as another of the readers when it is one's own. */
function drive(name: string, path: string, { isOwn = false, headers = {} } = {}) {
  const requests = isOwn
    ? cookies.map((cookie) => ({ path, headers: { ...headers, cookie } }))
    : [{ path, headers }];
  return { name, load: (duration: number) => autocannon({ url: app, connections, duration, requests }) };
}

/**
 * All pages in turn, and that several times: a machine may become half as fast for a minute, and what is compared should
 * have seen the same of it.
 */
async function inTurn(pages: ReturnType<typeof drive>[]) {
  for (const { load } of pages) await load(warmUpSeconds);
  const results = pages.map(({ name, load }) => ({ name, load, rounds: [] as autocannon.Result[] }));
  for (let round = 0; round < rounds; round++)
    for (const { load, rounds: of } of results) of.push(await load(seconds / rounds));
  return results.map(({ name, rounds: of }) => ({
    what: name,
    "requests/s": Math.round(of.reduce((sum, { requests }) => sum + requests.average, 0) / rounds),
    "p50 ms": of.map(({ latency }) => latency.p50).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0,
    "p99 ms": Math.max(...of.map(({ latency }) => latency.p99)),
    failed: of.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0),
  }));
}

const home = await (await fetch(app, { headers: { cookie: cookies[0] ?? "" } })).text();
const older = /href="\/\?before=([0-9A-Z]+)"/.exec(home)?.[1] ?? "";
// Next sends whoever navigates to an address that names what was asked for; browsers know it by themselves.
const navigation = await fetch(app, { headers: { cookie: cookies[0] ?? "", rsc: "1" }, redirect: "manual" });
const navigated = new URL(navigation.headers.get("location") ?? "/", app);
const tweet = `/p0/status/${idOfTweet(0)}`;
const pages = await inTurn([
  drive("route handler, least", "/bench/hello"),
  drive("dynamic page, least", "/bench"),
  drive("prerendered page", "/bench/prerendered"),
  drive("home, 12 tweets", "/", { isOwn: true }),
  drive("home, 30 tweets", `/?before=${older}`, { isOwn: true }),
  drive("home as JSON, 30 tweets", "/api/timeline", { isOwn: true }),
  drive("in-app navigation to home", navigated.pathname + navigated.search, {
    isOwn: true,
    headers: { rsc: "1" },
  }),
  drive("tweet page, signed in", tweet, { isOwn: true }),
  drive("public timeline, visitors", "/"),
  drive("tweet page, visitors", tweet),
]);

// ---- whole orders with a kept card, gifts, sign-ins

const db = database();
const made = rows(db, systemClock.now);
const merchant = await made.merchant(`bench${Date.now()}`);
const listing = await made.listing(merchant, {
  unitsInStock: 1_000_000,
  slug: "bench",
  listing: { unitsPerBuyer: 1_000_000 },
});
const { causeId } = await made.cause();
const figures = new Figures();
const problems: string[] = [];

async function known(at: number) {
  const handle = `buyer${Date.now()}x${at}`;
  const { actor, personId } = await made.person(handle, "FR");
  const person = shopper(addresses, `10.9.${at >> 8}.${at & 255}`);
  person.signIn(await tokenOf(personId));
  await person.open(listing.listingId);
  const placed = await person.place(listing.variantId, actor.email);
  const { step } = await person.pay("4242424242424242", { keeps: true });
  if (step !== "done") throw new Error(`A buyer could not be made known: ${step}`);
  const [card] = await db.select().from(keptCards).where(eq(keptCards.personId, personId));
  const [address] = await db.select().from(keptAddresses).where(eq(keptAddresses.personId, personId));
  const kept = {
    variantId: listing.variantId,
    addressId: address?.id ?? "",
    cardId: card?.id ?? "",
    seenTotalMinor: placed.order?.totalMinor ?? 0,
    seenCurrency: placed.order?.currency ?? "",
  };
  return async () => {
    const { step: shown, notice } = await timed("a whole order", async () => {
      let now = await person.buyAtOnce(kept);
      // When Stripe's answer takes too long, the page asks again by itself.
      for (let tries = 0; now.step === "waiting" && tries < 20; tries++) now = await person.about("check");
      return now;
    });
    if (shown !== "done") problems.push(`an order ended at ${shown}: ${notice?.text}`);
  };
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  figures.note(what, performance.now() - startedAt);
  return result;
}

/** Does all works, `connections` at once, and returns how many a second. */
async function perSecond(works: (() => Promise<void>)[]): Promise<number> {
  const startedAt = performance.now();
  const waiting = [...works];
  const oneByOne = async () => {
    for (let work = waiting.shift(); work; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: connections }, oneByOne));
  return (works.length * 1000) / (performance.now() - startedAt);
}

const buys: (() => Promise<void>)[] = [];
for (let at = 0; at < buyers; at++) buys.push(await known(at));
// As long as pages.
for (const until = performance.now() + warmUpSeconds * 1000; performance.now() < until;)
  await perSecond(buys);
figures.forget();
const orders = await perSecond(Array.from({ length: ordersEach }, () => buys).flat());

const gives = Array.from({ length: 200 }, (_, at) => async () => {
  const person = donor(addresses, `10.8.${at >> 8}.${at & 255}`);
  await person.open(causeId);
  const { step } = await timed("a gift, with its page and card", () =>
    person.give({
      amount: 5,
      rhythm: "once",
      email: `donor${at}@merle.test`,
      cardNumber: "4242424242424242",
    }),
  );
  if (step !== "done") problems.push(`a gift ended at ${step}`);
});
const gifts = await perSecond(gives);

const signIns = await perSecond(
  Array.from({ length: 100 }, (_, at) => async () => {
    const address = { "x-forwarded-for": `10.7.0.${at}` };
    const csrf = await fetch(`${app}/api/auth/csrf`, { headers: address });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookie = csrf.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    const response = await timed("a sign-in", () =>
      fetch(`${app}/api/auth/callback/credentials`, {
        method: "POST",
        redirect: "manual",
        headers: { ...address, cookie, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          csrfToken,
          email: `p${at}@merle.test`,
          password: benchPassword,
          json: "true",
        }),
      }),
    );
    if (!response.headers.getSetCookie().some((one) => one.startsWith("next-auth.session-token")))
      problems.push(`nobody was signed in: ${response.status}`);
  }),
);
await db.close();

// ---- what a browser loads

async function scriptsOf(path: string, cookie = "") {
  const page = await (await fetch(app + path, { headers: { cookie } })).text();
  const sources = [
    ...new Set([...page.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"/g)].map(([, src = ""]) => src)),
  ];
  const sizes = await Promise.all(
    sources
      .filter(
        (src) =>
          src.startsWith("/") &&
          !/nomodule/i.test(page.slice(page.indexOf(src) - 80, page.indexOf(src) + 200)),
      )
      .map(async (src) => gzipSync(await (await fetch(app + src)).arrayBuffer()).length),
  );
  return {
    page: path,
    scripts: sizes.length,
    "kB gzipped": Math.round(sizes.reduce((a, b) => a + b, 0) / 100) / 10,
  };
}
const scripts = [
  await scriptsOf("/bench"),
  await scriptsOf("/", cookies[0]),
  await scriptsOf(tweet),
  await scriptsOf(`/buy/${listing.listingId}`),
  await scriptsOf(`/donate/${causeId}`),
  await scriptsOf("/sign-in"),
];

console.log(
  JSON.stringify({
    pages,
    "orders/s": orders,
    "gifts/s": gifts,
    "sign-ins/s": signIns,
    steps: figures.table(),
    scripts,
    problems,
  }),
);
process.exitCode = problems.length > 0 ? 1 : 0;
