// The end of Shopify's channel, from its announcement to its close, by processes of which one is killed at each date.
// Beside it a shop that sells by itself, and a charity: neither is touched.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, isNotNull } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { newId } from "@/db/id";
import { channels, connections, notices, programmes } from "@/db/schema/channels";
import { donations } from "@/db/schema/donations";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { refunds } from "@/db/schema/payments";
import { shopArchives } from "@/domain/archive/queries";
import { requestArchive } from "@/domain/archive/request-archive";
import { auditBooks } from "@/domain/audit/audit-books";
import { productCards } from "@/domain/catalog/card-facts";
import { plainProduct } from "@/domain/catalog/testing-product";
import { createProduct } from "@/domain/catalog/create-product";
import { setStock } from "@/domain/catalog/set-stock";
import { announceEnd } from "@/domain/channels/announce-end";
import { shopChannels } from "@/domain/channels/queries";
import { goTo, member, operator } from "@/domain/channels/testing-ends";
import { refundOrder } from "@/domain/checkout/refund-order";
import { moveClock } from "@/domain/clock/move-clock";
import { clockView } from "@/domain/clock/queries";
import type { Context } from "@/domain/context";
import { packOrder } from "@/domain/orders/pack-order";
import { placeOrder } from "@/domain/orders/place-order";
import { shipOrder } from "@/domain/orders/ship-order";
import { shopOrderPage } from "@/domain/orders/shop-queries";
import { runningPromotions } from "@/domain/promotions/queries";
import { startPromotion } from "@/domain/promotions/start-promotion";
import { type World, world } from "@/domain/testing";
import {
  attemptsOf,
  bought,
  dying,
  given,
  orderRow,
  pay,
  placed,
  told,
  untilItDies,
  wish,
} from "@/domain/testing-purchases";
import { rows } from "@/domain/testing-rows";
import { movedClock, systemClock } from "@/domain/time";
import { postTweet } from "@/domain/timeline/post-tweet";
import { tweetPage } from "@/domain/timeline/thread-queries";
import { gate, goByTheRealTime, letLeasesRunOut, postOffice, startWorker } from "./testing";

// Nothing here waits for a time to pass, only for things to happen: the limit is for a machine that is busy.
const patiently = { timeout: 120_000, interval: 50 };
const long = 600_000;

const days = {
  lastNewListingAt: "2017-01-15",
  salesEndAt: "2017-02-01",
  fulfilByAt: "2017-02-15",
  refundsUntilAt: "2017-03-01",
  closesAt: "2017-03-15",
};
const heads = ["owner@merle.test", "manager@merle.test"];

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
const justBefore = (day: string) => new Date(midnight(day).getTime() - 1);
const threeDSecure = "pm_card_threeDSecure2Required";

function must<T>(outcome: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** The clock of the demo world, in the hands of its operator: everybody here goes by it, and so do all processes. */
async function movable(w: World) {
  const ops = await operator(w);
  let offset = 0;
  const now = () => movedClock(offset, systemClock);
  /** The same person at this moment; or, where a date is asked about, in that very millisecond. */
  const at = <C extends Context>(ctx: C, instant?: Date): C => ({
    ...ctx,
    clock: instant ? { now: () => instant, movedMilliseconds: instant.getTime() - Date.now() } : now(),
  });
  const move = async (to: Date) => {
    goByTheRealTime(w);
    const afterMoveId = (await clockView(at(ops)))?.lastMoveId ?? "";
    offset = must(await moveClock(at(ops), { to, afterMoveId, isDemoWorld: true })).offsetMilliseconds;
  };
  /** Until the local Stripe stands there too: some process has learnt of the move. */
  const isThereToo = () =>
    vi.waitFor(async () => {
      const answer = await w.stripe.local.fetch(new Request("http://127.0.0.1/_local/clock"));
      const { movedSeconds } = z.object({ movedSeconds: z.number() }).parse(await answer.json());
      expect(Math.abs(movedSeconds - offset / 1000)).toBeLessThan(60);
    }, patiently);
  return { ops, at, move, isThereToo };
}

/** Processes with all jobs, one at a time. What one was killed at is seen when the next has begun. */
function processes(w: World) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let present: Awaited<ReturnType<typeof startWorker>> | undefined;
  let dies: { atStripe?: RegExp; done: () => void } | undefined;
  const deaths = { ofMails: 0 };
  async function die() {
    const worker = present;
    const { done } = dies!;
    dies = undefined;
    worker?.child.kill("SIGKILL");
    expect(await worker?.ended).toBe("SIGKILL");
    done();
  }
  const office = postOffice(async () => {
    if (!dies || dies.atStripe) return "yes";
    await die();
    deaths.ofMails += 1;
    return "silence"; // it was taken, and whoever sent it never learned so
  });
  const beforeStripeAnswers = async (asked: string) => {
    if (dies?.atStripe?.test(asked)) await die();
  };
  const start = async () => {
    const { url } = await office;
    present = await startWorker(w, { smtpUrl: url, mediaUrl: `file:${folder}`, beforeStripeAnswers });
  };
  /** Something happens, and the process at work is killed with a letter, or a question to Stripe, in its hand. */
  const killedAt = async (moment: "a mail" | RegExp, happens: () => Promise<void>) => {
    const dead = gate();
    dies = { ...(moment === "a mail" ? {} : { atStripe: moment }), done: dead.open };
    await happens();
    await dead.opened;
    // What it was at is still held, so that nobody takes it up before its time.
    expect(await w.db.select().from(leases).where(isNotNull(leases.heldBy)), String(moment)).not.toEqual([]);
    await letLeasesRunOut(w);
  };
  const stop = async () => {
    present?.child.kill("SIGTERM");
    expect(await present?.ended).toBe(0);
  };
  return { start, killedAt, stop, deaths, letters: async () => (await office).letters };
}

/** As of 1 June 2016: a shop on Shopify's channel with two who run it, a shop that sells by itself, and a charity. */
async function shops(w: World) {
  await goTo(w, "2016-06-01T09:00:00Z");
  const made = rows(w.db, w.clock.now);
  const onShopify = await made.merchant("lumen");
  const direct = await made.merchant("atelier");
  const opensAt = w.clock.now();
  for (const table of [programmes, channels, connections]) await w.db.update(table).set({ opensAt });
  await w.db
    .update(channels)
    .set({ slug: "shopify", name: "Shopify" })
    .where(eq(channels.id, onShopify.channelId));
  const owner = await member(w, onShopify.accountId, "owner");
  await member(w, onShopify.accountId, "manager");
  const neighbour = await member(w, direct.accountId, "owner", "neighbour");
  const facts = { unitsInStock: 50, listing: { unitsPerBuyer: 50 } };
  const lamp = await made.listing(onShopify, { ...facts, slug: "lamp" });
  const mug = await made.listing(direct, { ...facts, slug: "mug" });
  const { causeId } = await made.cause();
  return { onShopify, direct, owner, neighbour, lamp, mug, causeId };
}

// Out: the end of the sales, the rest of a promotion, the last day of refunds, the close, or that a mail is noted when it
// has been sent and no sooner. Then it fails, with each.
test(
  "Shopify's channel ends day by day, with a process killed at each date: each is told once, what was begun finishes, and giving goes on",
  async () => {
    const w = await world();
    const { onShopify, direct, owner, neighbour, lamp, mug, causeId } = await shops(w);
    goByTheRealTime(w);
    const { ops, at, move, isThereToo } = await movable(w);
    const { start, killedAt, stop, deaths, letters } = processes(w);

    /** Every notice of the end that has been told so far, each to both who run the shop and to nobody else. */
    const areTold = (...kinds: string[]) =>
      vi.waitFor(async () => {
        const kindOf = new Map((await w.db.select().from(notices)).map(({ id, kind }) => [id, kind]));
        const heard = (await w.db.select().from(mails).where(eq(mails.kind, "channel-end"))).map(
          ({ to, eventKey, sentAt }) =>
            `${to} ${kindOf.get(eventKey.split(":")[1] ?? "")} ${sentAt ? "sent" : "waits"}`,
        );
        const each = kinds.flatMap((kind) => heads.map((head) => `${head} ${kind} sent`));
        expect(heard.toSorted()).toEqual(each.toSorted());
      }, patiently);
    const becomes = (orderId: string, status: string) =>
      vi.waitFor(async () => expect((await orderRow(w, orderId)).status).toBe(status), patiently);

    /** What a visitor and the owner find in one millisecond: the phase, both cards, what is promoted, what is listed. */
    const seenAt = async (instant: Date) => {
      const visitor = at(w.guest(), instant);
      const mona = at(owner, instant);
      const cards = await productCards(visitor, [lamp.listingId, mug.listingId]);
      const promoted: string[] = [];
      for await (const { tweetId } of runningPromotions(visitor)) promoted.push(tweetId);
      const { channels: all } = await shopChannels(mona, onShopify.accountId);
      const made = await createProduct(mona, {
        accountId: onShopify.accountId,
        connectionId: onShopify.connectionId,
        productId: newId(instant),
        product: plainProduct("Jug", "draft"),
        terms: { checkout: "here", merchantUrl: "", opensAt: instant, endsAt: null, unitsPerBuyer: 5 },
      });
      return {
        phase: all.find(({ slug }) => slug === "shopify")?.connection?.phase,
        lamp: cards.get(lamp.listingId)?.notForSale,
        mug: cards.get(mug.listingId)?.notForSale,
        promoted: promoted.toSorted(),
        newListing: made.ok ? undefined : made.reason,
        tweet: (await tweetPage(visitor, lampTweet))?.tweet.card,
      };
    };

    await move(new Date("2016-12-20T12:00:00Z"));
    await start();
    await isThereToo();
    const promote = async (ctx: typeof owner, shopId: string, listingId: string) => {
      const { id: tweetId } = must(await postTweet(at(ctx), { text: "New today.", shopId, listingId }));
      must(
        await startPromotion(at(ctx), {
          tweetId,
          startsAt: undefined,
          endsAt: midnight("2017-06-01"),
          dailyImpressionCeiling: 1000,
          audience: { isForFollowers: false, countries: [], hashtag: undefined },
          paidBy: "The shop",
        }),
      );
      return tweetId;
    };
    const lampTweet = await promote(owner, onShopify.accountId, lamp.listingId);
    const mugTweet = await promote(neighbour, direct.accountId, mug.listingId);
    const buyLamp = () => bought(w, at(w.guest()), lamp);
    const [prompt, slow, tooLate] = [await buyLamp(), await buyLamp(), await buyLamp()];
    const selling = {
      lamp: undefined,
      mug: undefined,
      promoted: [lampTweet, mugTweet].toSorted(),
      newListing: undefined,
      tweet: expect.objectContaining({ notForSale: undefined }) as unknown,
    };
    expect(await seenAt(new Date("2016-12-20T12:00:30Z"))).toEqual({ ...selling, phase: "selling" });

    await killedAt("a mail", async () => {
      const shopify = { kind: "channel", id: onShopify.channelId } as const;
      must(await announceEnd(at(ops), { owner: shopify, seenRevision: 0, days }));
    });
    await start();
    await areTold("announced");
    const ending = { ...selling, phase: "ending" };
    expect(await seenAt(justBefore("2017-01-02"))).toEqual(ending);

    await killedAt("a mail", () => move(midnight("2017-01-02")));
    await start();
    await areTold("announced", "reminder-30");
    must(await packOrder(at(owner), prompt.id));
    const parcel = { carrier: "la-poste", trackingNumber: undefined } as const;
    must(await shipOrder(at(owner), { ...parcel, orderId: prompt.id }));

    // Somebody has left a checkout with the bank's question open: its payment is closed before its units are free.
    await move(new Date("2017-01-14T23:45:00Z"));
    await isThereToo();
    const left = await placed(at(w.guest()), lamp);
    const leaver = at(w.guest());
    const leftOpen = await placed(leaver, lamp, { quantity: 2 });
    expect(told(await pay(w, leaver, leftOpen, threeDSecure))).toBe("requires-action");
    expect(await seenAt(justBefore("2017-01-15"))).toEqual(ending);
    await killedAt(/^\/v1\/payment_intents\/\w+\/cancel$/, () => move(midnight("2017-01-15")));
    await start();
    await becomes(leftOpen.id, "expired");
    await becomes(left.id, "expired");
    const lastListed = { ...ending, newListing: "no-new-listings" };
    expect(await seenAt(midnight("2017-01-15"))).toEqual(lastListed);

    await killedAt("a mail", () => move(midnight("2017-01-25")));
    await start();
    await areTold("announced", "reminder-30", "reminder-7");
    await killedAt("a mail", () => move(midnight("2017-01-31")));
    await start();
    await areTold("announced", "reminder-30", "reminder-7", "reminder-1");

    // Under way over the end of the sales: three checkouts and a gift.
    await move(new Date("2017-01-31T23:57:00Z"));
    await isThereToo();
    const [quick, asked, away] = [at(w.guest()), at(w.guest()), at(w.guest())];
    const inTime = await placed(quick, lamp);
    const atTheBank = await placed(asked, lamp);
    expect(told(await pay(w, asked, atTheBank, threeDSecure))).toBe("requires-action");
    const forgotten = await placed(away, lamp);
    expect(told(await given(w, at(w.guest()), causeId, {}, threeDSecure))).toBe("requires-action");
    const [gift] = await w.db.select().from(donations);
    expect(await seenAt(justBefore("2017-02-01"))).toEqual(lastListed);

    await killedAt("a mail", () => move(new Date("2017-02-01T00:00:30Z")));
    // The banks' answers come while nobody is here to hear them.
    for (const subjectId of [atTheBank.id, gift!.id]) {
      const [attempt] = await attemptsOf(w, subjectId);
      await w.stripe.answerChallenge(attempt!.stripePaymentIntentId!, "complete");
    }
    await start();
    await areTold("announced", "reminder-30", "reminder-7", "reminder-1", "sales-ended");
    expect(told(await pay(w, at(quick), inTime))).toBe("paid");
    await becomes(atTheBank.id, "paid");
    await vi.waitFor(
      async () =>
        expect(await w.db.select().from(donations)).toMatchObject([{ id: gift!.id, status: "paid" }]),
      patiently,
    );
    expect((await orderRow(w, forgotten.id)).status).toBe("pending");
    const over = {
      phase: "winding-down",
      lamp: "sales-ended",
      mug: undefined,
      promoted: [mugTweet],
      newListing: "no-new-listings",
      // Its tweet stays, with the way to the shop itself.
      tweet: expect.objectContaining({
        notForSale: "sales-ended",
        merchantUrl: expect.stringContaining("https://") as string,
      }) as unknown,
    };
    expect(await seenAt(midnight("2017-02-01"))).toEqual(over);
    expect(await placeOrder(at(w.guest()), wish(lamp))).toMatchObject({ reason: "sales-ended" });
    await bought(w, at(w.guest()), mug);
    await move(new Date("2017-02-01T00:10:00Z"));
    await becomes(forgotten.id, "expired");

    // What was bought before is sent as ever, by its date and, as late, after it.
    must(await packOrder(at(owner), slow.id));
    must(await packOrder(at(owner), tooLate.id));
    await move(new Date("2017-02-14T23:00:00Z"));
    const late = async (instant: Date) => (await shopOrderPage(at(owner, instant), slow.id))?.lateSince;
    expect(await late(justBefore("2017-02-15"))).toBeUndefined();
    expect(await late(midnight("2017-02-15"))).toEqual(midnight("2017-02-15"));
    await killedAt("a mail", async () => {
      must(await shipOrder(at(owner), { ...parcel, orderId: slow.id }));
      await move(midnight("2017-02-15"));
    });
    await start();
    must(await shipOrder(at(owner), { ...parcel, orderId: tooLate.id }));
    await becomes(tooLate.id, "shipped");

    // Given back on the last day; whoever gave it died before Stripe heard of it.
    await move(new Date("2017-02-28T23:58:00Z"));
    await isThereToo();
    const back = (orderId: string) => ({ orderId, amountMinor: 100, seenRefundedMinor: 0 });
    await killedAt(/^\/v1\/refunds$/, async () => {
      await untilItDies(refundOrder(dying(at(owner), "before", "createRefund"), back(slow.id)));
      await move(midnight("2017-03-01"));
    });
    await start();
    await vi.waitFor(
      async () => expect(await w.db.select().from(refunds)).toMatchObject([{ status: "succeeded" }]),
      patiently,
    );
    expect(await refundOrder(at(owner), back(inTime.id))).toMatchObject({
      reason: "refunds-over",
      detail: { since: midnight("2017-03-01") },
    });
    expect(await seenAt(justBefore("2017-03-15"))).toEqual(over);

    await killedAt("a mail", () => move(midnight("2017-03-15")));
    await start();
    const all = ["announced", "reminder-30", "reminder-7", "reminder-1", "sales-ended", "closed"];
    await areTold(...all);
    expect(await seenAt(midnight("2017-03-15"))).toEqual({
      ...over,
      phase: "closed",
      newListing: "shop-closed",
    });
    const closed = { reason: "shop-closed", detail: { since: midnight("2017-03-15") } };
    expect(await setStock(at(owner), { variantId: lamp.variantId, by: 1 })).toMatchObject(closed);
    expect(await packOrder(at(owner), inTime.id)).toMatchObject(closed);
    must(await setStock(at(neighbour), { variantId: mug.variantId, by: 1 }));
    must(await requestArchive(at(owner), onShopify.accountId));
    await vi.waitFor(
      async () =>
        expect(await shopArchives(at(owner), onShopify.accountId)).toMatchObject([{ state: "done" }]),
      patiently,
    );
    expect(told(await given(w, at(w.guest()), causeId))).toBe("paid");
    await bought(w, at(w.guest()), mug);
    must(await packOrder(at(ops), inTime.id));

    // The last day of all: nothing is under way any more, nothing was given up, and the books agree.
    await move(new Date("2017-03-17T12:00:00Z"));
    await isThereToo();
    await vi.waitFor(
      async () => expect((await w.db.select().from(mails)).filter(({ sentAt }) => !sentAt)).toEqual([]),
      patiently,
    );
    await stop();
    await areTold(...all);
    expect(await auditBooks(at(w.schedule()))).toEqual([]);
    const kept = await w.db.select().from(leases);
    expect(kept.filter(({ heldBy, givenUpAt }) => heldBy !== null || givenUpAt !== null)).toEqual([]);
    const written = await w.db.select().from(mails);
    const ids = (await letters()).map(({ id }) => id.slice(1).split("@")[0]);
    expect(new Set(ids)).toEqual(new Set(written.map(({ id }) => id)));
    // Twice went only what was with the mail server when its process died, under the Message-ID of the first time.
    expect(ids.length - written.length).toBe(deaths.ofMails);
    expect(await w.units(lamp.variantId)).toEqual({ inStock: 45, held: 0, sold: 5 });
  },
  long,
);
