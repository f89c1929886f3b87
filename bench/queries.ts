// What each page asks the database for, on the large world: how many statements, how long they take together, and which
// of them go through a whole table instead of an index. Prints one line of JSON. SQLite only: its plans tell.
import Sqlite from "better-sqlite3";
import { database } from "@/db";
import { checkoutSheet } from "@/domain/checkout/queries";
import type { Context } from "@/domain/context";
import { systemClock } from "@/domain/time";
import { postTweet } from "@/domain/timeline/post-tweet";
import { openCauses, profile, suggestedAccounts } from "@/domain/timeline/account-queries";
import { accountTimeline, hashtagTimeline, homeTimeline, publicTimeline } from "@/domain/timeline/queries";
import { tweetPage } from "@/domain/timeline/thread-queries";
import { env } from "@/env";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { Figures } from "./figures";
import { Listener, scansOf } from "./listener";
import { idOfAccount, idOfListing, idOfPerson, idOfTweet } from "./world-ids";

const times = 300;
const listener = new Listener();
const db = database();
const plans = new Sqlite(env.databaseUrl.slice("file:".length), { readonly: true });

const reader = (at: number): Context => ({
  db,
  clock: systemClock,
  locale: "en",
  payments: payments(),
  media: media(),
  actor: {
    kind: "person",
    personId: idOfPerson(at),
    accountId: idOfAccount(at),
    handle: `p${at}`,
    email: `p${at}@merle.test`,
    country: "FR",
    isOperator: false,
    memberships: [],
  },
});
const pages: [name: string, ask: (ctx: Context, at: number) => Promise<unknown>][] = [
  ["home, 12 tweets", (ctx) => homeTimeline(ctx, { limit: 12 })],
  ["home, 30 tweets", (ctx) => homeTimeline(ctx, { limit: 30 })],
  ["public timeline", (ctx) => publicTimeline(ctx, { limit: 12 })],
  ["tweet page", (ctx, at) => tweetPage(ctx, idOfTweet(at * 20))],
  ["profile", (ctx, at) => profile(ctx, `p${at}`)],
  ["account's tweets", (ctx, at) => accountTimeline(ctx, idOfAccount(at), { limit: 12 })],
  ["hashtag", (ctx, at) => hashtagTimeline(ctx, `tag${at % 1000}`, { limit: 12 })],
  ["who to follow", (ctx) => suggestedAccounts(ctx, 4)],
  ["causes", (ctx) => openCauses(ctx, 3)],
  ["checkout sheet", (ctx, at) => checkoutSheet(ctx, idOfListing(at % 100))],
];

const figures = new Figures();
const told: { name: string; statements: number; scans: string }[] = [];
for (const [name, ask] of pages) {
  for (let at = 0; at < 50; at++) await ask(reader(1_500 + at), 1_500 + at); // warm
  listener.clear();
  await ask(reader(1_499), 1_499);
  const statements = listener.ran().map(({ sql }) => sql);
  const scans = [...new Set(statements.flatMap((sql) => scansOf(plans, sql)))];
  for (let at = 0; at < times; at++) {
    const startedAt = performance.now();
    await ask(reader(2_000 + at), 2_000 + at);
    figures.note(name, performance.now() - startedAt);
  }
  told.push({ name, statements: statements.length, scans: scans.join("; ") });
}
plans.close();
// Somebody whom everybody follows says something: how long they wait, and until a follower finds it at home.
for (let at = 0; at < 100; at++) {
  const startedAt = performance.now();
  const said = await postTweet(reader(0), { text: `Said to everybody, ${at}` });
  figures.note("a tweet to all people", performance.now() - startedAt);
  const { tweets } = await homeTimeline(reader(3_000 + at), { limit: 12 });
  figures.note("and found at home", performance.now() - startedAt);
  if (!said.ok || tweets[0]?.id !== said.value.id)
    throw new Error("A follower does not find the newest tweet");
}
await db.close();
const rows = figures.table().map(({ step, ...row }) => {
  const { statements = 0, scans = "" } = told.find(({ name }) => name === step) ?? {};
  return { "asked for": step, statements, ...row, scans };
});
console.log(JSON.stringify(rows));
