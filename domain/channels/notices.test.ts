import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { channels, notices, programmes } from "@/db/schema/channels";
import { mails } from "@/db/schema/mail";
import { people } from "@/db/schema/accounts";
import type { ChannelEndMail } from "@/domain/mail/kinds";
import { type World, world } from "@/domain/testing";
import { bought } from "@/domain/testing-purchases";
import { announceEnd } from "./announce-end";
import { cancelEnd } from "./cancel-end";
import { changeEnd } from "./change-end";
import { operatedLife, shopChannelPage } from "./queries";
import { tellNotices } from "./tell-notices";
import { days, goTo, member, operator } from "./testing-ends";

async function announced() {
  const w = await world();
  const shop = await w.merchant();
  const ops = await operator(w);
  const owner = await member(w, shop.accountId, "owner");
  const channel = { kind: "channel", id: shop.channelId } as const;
  await announceEnd(ops, { owner: channel, seenRevision: 0, days });
  return { w, shop, ops, owner, channel };
}

/** What was told since the last time it was asked. */
function listener(w: World) {
  let heard = 0;
  return async () => {
    await tellNotices(w.schedule());
    const all = await w.db.select().from(mails).orderBy(mails.createdAt, mails.id);
    const fresh = all.slice(heard);
    heard = all.length;
    return fresh.map(({ to, content }) => `${to}: ${(content as ChannelEndMail).notice}`);
  };
}

test("owners and managers are told at once, 30, 7 and 1 days before, at the end of the sales and at the close", async () => {
  const { w, shop } = await announced();
  await member(w, shop.accountId, "manager");
  await member(w, shop.accountId, "support");
  const hear = listener(w);
  const told = (kind: string) => [`owner@merle.test: ${kind}`, `manager@merle.test: ${kind}`];
  expect((await hear()).toSorted()).toEqual(told("announced").toSorted());
  for (const [day, kind] of [
    ["2026-07-02", "reminder-30"],
    ["2026-07-25", "reminder-7"],
    ["2026-07-31", "reminder-1"],
    ["2026-08-01", "sales-ended"],
    ["2026-11-01", "closed"],
  ] as const) {
    await goTo(w, new Date(Date.parse(`${day}T00:00:00Z`) - 1));
    expect(await hear(), `just before ${day}`).toEqual([]);
    await goTo(w, `${day}T00:00:00Z`);
    expect((await hear()).toSorted(), day).toEqual(told(kind).toSorted());
    expect(await hear()).toEqual([]);
  }
  expect(
    await w.db
      .select()
      .from(notices)
      .where(and(isNull(notices.doneAt), isNull(notices.droppedAt))),
  ).toEqual([]);
});

test("each is told with the shop's own numbers, days and language", async () => {
  const { w, shop, owner } = await announced();
  await w.listing(shop);
  await w.listing(shop, { listing: { withdrawnAt: w.clock.now() } });
  const other = await w.merchant("lumen");
  await w.listing(other);
  await w.db.update(people).set({ locale: "fr" }).where(eq(people.id, owner.personId));
  await tellNotices(w.schedule());
  expect(await w.db.select().from(mails)).toMatchObject([
    {
      kind: "channel-end",
      to: "owner@merle.test",
      locale: "fr",
      content: {
        notice: "announced",
        whose: "channel",
        channelName: "Direct",
        shopName: "atelier",
        timeZone: "Europe/Paris",
        salesEndAt: "2026-08-01T00:00:00.000Z",
        liveListings: 1,
        openOrders: 0,
        helpUrl: "/help/channels/direct-atelier",
      },
    },
  ]);
});

// Out: what has ended. Then the mail that sales have ended counted as live what nobody could buy any more.
test("once sales have ended, of the channel or of Buy now, no listing counts as live", async () => {
  const { w, shop, ops } = await announced();
  await w.listing(shop);
  const other = await w.merchant("lumen");
  await w.listing(other);
  const liveOn = async (slug: string) => (await operatedLife(ops, slug))?.numbers.liveListings;
  await goTo(w, new Date(Date.parse("2026-08-01T00:00:00Z") - 1));
  expect([await liveOn("direct-atelier"), await liveOn("direct-lumen")]).toEqual([1, 1]);
  await goTo(w, "2026-08-01T00:00:00Z");
  expect([await liveOn("direct-atelier"), await liveOn("direct-lumen")]).toEqual([0, 1]);
  await tellNotices(w.schedule());
  expect(await w.db.select().from(mails)).toMatchObject([
    { content: { notice: "announced" } },
    { content: { notice: "sales-ended", liveListings: 0 } },
  ]);
  const ended = { endAnnouncedAt: w.clock.now(), salesEndAt: w.clock.now(), closesAt: w.clock.now() };
  await w.db.update(programmes).set(ended);
  expect(await liveOn("direct-lumen")).toBe(0);
});

// Out: the last day of refunds. Then the banner spoke of refunds that the shop could not give any more.
test("an order counts as one to refund until the last day of refunds, and without one until the close", async () => {
  const { w, shop, ops, owner } = await announced();
  await bought(w, w.guest(), await w.listing(shop));
  const refundable = async () =>
    (await shopChannelPage(owner, shop.accountId, "direct-atelier"))?.numbers.refundableOrders;
  await goTo(w, new Date(Date.parse("2026-10-01T00:00:00Z") - 1));
  expect(await refundable()).toBe(1);
  await goTo(w, "2026-10-01T00:00:00Z");
  expect(await refundable()).toBe(0);
  const channel = { kind: "channel", id: shop.channelId } as const;
  await w.db.update(channels).set({ refundsUntilAt: null }).where(eq(channels.id, channel.id));
  expect(await refundable()).toBe(1);
  await goTo(w, "2026-11-01T00:00:00Z");
  expect(await refundable()).toBe(0);
  expect(await operatedLife(ops, "direct-atelier")).toMatchObject({ numbers: { openOrders: 1 } });
});

test("after a long pause nobody gets a heap: of what was overtaken only the last is told", async () => {
  const { w } = await announced();
  const hear = listener(w);
  expect(await hear()).toEqual(["owner@merle.test: announced"]);
  await goTo(w, "2026-07-31T12:00:00Z");
  expect(await hear()).toEqual(["owner@merle.test: reminder-1"]);
  await goTo(w, "2027-01-01");
  expect(await hear()).toEqual(["owner@merle.test: closed"]);
});

test("an announcement that nobody was here to send is sent late, without its reminder on top", async () => {
  const { w } = await announced();
  const hear = listener(w);
  await goTo(w, "2026-07-02T12:00:00Z");
  expect(await hear()).toEqual(["owner@merle.test: announced"]);
  await goTo(w, "2026-07-25");
  expect(await hear()).toEqual(["owner@merle.test: reminder-7"]);
});

test("new dates are told once, and what was to be told of the old ones is not", async () => {
  const { w, ops, channel } = await announced();
  const hear = listener(w);
  await hear();
  await changeEnd(ops, { owner: channel, seenRevision: 1, days: { ...days, salesEndAt: "2026-08-20" } });
  expect(await hear()).toEqual(["owner@merle.test: corrected"]);
  await goTo(w, "2026-07-10");
  expect(await hear(), "thirty days before the first date").toEqual([]);
  await goTo(w, "2026-07-21");
  expect(await hear()).toEqual(["owner@merle.test: reminder-30"]);
  await cancelEnd(ops, { owner: channel, seenRevision: 2 });
  expect(await hear()).toEqual(["owner@merle.test: cancelled"]);
  await goTo(w, "2027-01-01");
  expect(await hear()).toEqual([]);
});

test("who has never heard of an end is not told that it was corrected, or called off", async () => {
  const { w, ops, channel } = await announced();
  const hear = listener(w);
  await changeEnd(ops, { owner: channel, seenRevision: 1, days: { ...days, salesEndAt: "2026-08-20" } });
  expect(await hear()).toEqual(["owner@merle.test: announced"]);
  await cancelEnd(ops, { owner: channel, seenRevision: 2 });
  await hear();
  await announceEnd(ops, { owner: channel, seenRevision: 3, days });
  await cancelEnd(ops, { owner: channel, seenRevision: 4 });
  expect(await hear()).toEqual([]);
});

test("several processes at once tell each once, and an end told tomorrow reminds nobody today", async () => {
  const { w, ops, shop } = await announced();
  for (const name of ["a", "b", "c", "d"]) await member(w, shop.accountId, "manager", name);
  const process = (name: string) => ({ ...w.schedule(), worker: { name, isStopping: () => false } });
  await Promise.all(["one", "two", "three"].map((name) => tellNotices(process(name))));
  expect(await w.db.select().from(mails)).toHaveLength(5);
  const other = await w.merchant("lumen");
  await announceEnd(ops, {
    owner: { kind: "channel", id: other.channelId },
    seenRevision: 0,
    days: { ...days, lastNewListingAt: "", salesEndAt: "2026-05-05" },
  });
  const planned = await w.db.select().from(notices).where(eq(notices.ownerId, other.channelId));
  expect(planned.map(({ kind }) => kind)).toEqual(["announced", "sales-ended", "closed"]);
});

test("the end of the programme is told to every shop once, whatever it is connected to; a closed one is left alone", async () => {
  const { w, ops, shop } = await announced();
  await tellNotices(w.schedule());
  const other = await w.merchant("lumen");
  await member(w, other.accountId, "owner", "lucy");
  const gone = await w.merchant("gone");
  const leaver = await member(w, gone.accountId, "owner", "gary");
  await announceEnd(leaver, {
    owner: { kind: "connection", id: gone.connectionId },
    seenRevision: 0,
    days: {
      ...days,
      lastNewListingAt: "",
      salesEndAt: "2026-05-06",
      fulfilByAt: "",
      refundsUntilAt: "",
      closesAt: "2026-05-07",
    },
  });
  const hear = listener(w);
  await hear();
  await goTo(w, "2026-05-08");
  await hear();
  await announceEnd(ops, {
    owner: { kind: "programme", id: "commerce" },
    seenRevision: 0,
    days: { ...days, salesEndAt: "2026-07-20" },
  });
  expect((await hear()).toSorted()).toEqual(["lucy@merle.test: announced", "owner@merle.test: announced"]);
  const [mail] = await w.db.select().from(mails).where(eq(mails.to, "lucy@merle.test"));
  expect(mail?.content).toMatchObject({
    whose: "programme",
    channelName: "Buy now",
    helpUrl: "/help/channels",
  });
  expect(shop.connectionId).not.toBe(other.connectionId);
});
