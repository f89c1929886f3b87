import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { channels, connections, notices } from "@/db/schema/channels";
import { mails } from "@/db/schema/mail";
import { auditEntries } from "@/db/schema/shops";
import { refuse } from "@/domain/outcome";
import { world } from "@/domain/testing";
import { announceEnd } from "./announce-end";
import { cancelEnd } from "./cancel-end";
import { changeEnd } from "./change-end";
import { connectChannel } from "./connect-channel";
import { operatedLife, publicChannel, shopChannelPage } from "./queries";
import { tellNotices } from "./tell-notices";
import { setOpening } from "./set-opening";
import { days, goTo, member, operator } from "./testing-ends";

async function started() {
  const w = await world();
  const shop = await w.merchant();
  const channel = { kind: "channel", id: shop.channelId } as const;
  const connection = { kind: "connection", id: shop.connectionId } as const;
  const channelRow = async () =>
    (await w.db.select().from(channels).where(eq(channels.id, shop.channelId)))[0]!;
  const connectionRow = async () =>
    (await w.db.select().from(connections).where(eq(connections.id, shop.connectionId)))[0]!;
  return { w, shop, channel, connection, channelRow, connectionRow, ops: await operator(w) };
}

describe("the operator announces the end of a channel", () => {
  test("its days begin at midnight of the platform, and the change is in the log", async () => {
    const { w, ops, channel, channelRow } = await started();
    const outcome = await announceEnd(ops, { owner: channel, seenRevision: 0, days });
    expect(outcome).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await channelRow()).toMatchObject({
      endAnnouncedAt: w.clock.now(),
      salesEndAt: new Date("2026-08-01T00:00:00Z"),
      closesAt: new Date("2026-11-01T00:00:00Z"),
      endRevision: 1,
    });
    expect(await w.db.select().from(auditEntries)).toMatchObject([
      { accountId: null, personId: ops.personId, action: "end-announced", subjectId: channel.id },
    ]);
  });

  test("of two operators at once the second is told, and its dates are not kept", async () => {
    const { ops, channel, channelRow } = await started();
    const input = { owner: channel, seenRevision: 0 };
    const outcomes = await Promise.all([
      announceEnd(ops, { ...input, days }),
      announceEnd(ops, { ...input, days: { ...days, salesEndAt: "2026-07-15" } }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual(refuse("changed-meanwhile", undefined));
    expect((await channelRow()).endRevision).toBe(1);
  });

  test("dates out of order are refused with the one that is wrong, and nothing is written or told", async () => {
    const { w, ops, channel, channelRow } = await started();
    const said = (more: Partial<typeof days>) =>
      announceEnd(ops, { owner: channel, seenRevision: 0, days: { ...days, ...more } });
    expect(await said({ closesAt: "2026-09-30" })).toEqual(
      refuse("wrong-date", { fault: "before", field: "closesAt", other: "refundsUntilAt" }),
    );
    expect(await said({ salesEndAt: "2026-02-30" })).toEqual(
      refuse("wrong-date", { fault: "no-such-day", field: "salesEndAt" }),
    );
    // Today has begun: an end that is announced now begins tomorrow at the earliest.
    expect(await said({ lastNewListingAt: "2026-05-04" })).toEqual(
      refuse("wrong-date", { fault: "before", field: "lastNewListingAt", other: "endAnnouncedAt" }),
    );
    expect((await channelRow()).endAnnouncedAt).toBeNull();
    expect(await w.db.select().from(notices)).toEqual([]);
  });

  test("a member of a shop cannot, nor can a visitor", async () => {
    const { w, shop, channel } = await started();
    const owner = await member(w, shop.accountId, "owner");
    for (const ctx of [owner, w.guest()])
      expect(await announceEnd(ctx, { owner: channel, seenRevision: 0, days })).toMatchObject({
        reason: "not-found",
      });
  });
});

describe("an announced end", () => {
  test("is postponed, but what has passed stays as it was", async () => {
    const { w, ops, channel, channelRow } = await started();
    await announceEnd(ops, { owner: channel, seenRevision: 0, days });
    const later = { ...days, salesEndAt: "2026-08-15" };
    expect(await changeEnd(ops, { owner: channel, seenRevision: 1, days: later })).toMatchObject({
      ok: true,
    });
    expect((await channelRow()).salesEndAt).toEqual(new Date("2026-08-15T00:00:00Z"));
    expect(await changeEnd(ops, { owner: channel, seenRevision: 2, days: later })).toMatchObject({
      reason: "nothing-changed",
    });
    expect(await changeEnd(ops, { owner: channel, seenRevision: 1, days })).toMatchObject({
      reason: "changed-meanwhile",
    });
    await goTo(w, "2026-08-20");
    expect(await changeEnd(ops, { owner: channel, seenRevision: 2, days })).toEqual(
      refuse("wrong-date", { fault: "has-passed", field: "salesEndAt" }),
    );
    const longer = { ...later, closesAt: "2026-12-01" };
    expect(await changeEnd(ops, { owner: channel, seenRevision: 2, days: longer })).toMatchObject({
      ok: true,
    });
  });

  test("is called off while sales go on, never after", async () => {
    const { w, ops, channel, channelRow } = await started();
    expect(await cancelEnd(ops, { owner: channel, seenRevision: 0 })).toEqual(refuse("not-announced"));
    await announceEnd(ops, { owner: channel, seenRevision: 0, days });
    await goTo(w, new Date(Date.parse("2026-08-01T00:00:00Z") - 1));
    expect(await cancelEnd(ops, { owner: channel, seenRevision: 0 })).toEqual(refuse("changed-meanwhile"));
    const outcomes = await Promise.all([
      cancelEnd(ops, { owner: channel, seenRevision: 1 }),
      cancelEnd(ops, { owner: channel, seenRevision: 1 }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await channelRow()).toMatchObject({ endAnnouncedAt: null, salesEndAt: null, endRevision: 2 });
    await announceEnd(ops, { owner: channel, seenRevision: 2, days: { ...days, lastNewListingAt: "" } });
    await goTo(w, "2026-08-01T00:00:00Z");
    expect(await cancelEnd(ops, { owner: channel, seenRevision: 3 })).toEqual(refuse("sales-ended"));
  });
});

// Out: what is known at the instant. Then it read as an end to come, which could only be corrected.
describe("on a day before an end is announced, to which the clock was moved back", () => {
  test("nobody sees it, and the operator announces one anew, of which alone the shop hears", async () => {
    const { w, ops, shop, channel, channelRow } = await started();
    const owner = await member(w, shop.accountId, "owner");
    await goTo(w, "2026-06-01T00:00:00Z");
    await announceEnd(ops, { owner: channel, seenRevision: 0, days });
    await goTo(w, "2026-05-20T00:00:00Z");
    const none = { life: { endAnnouncedAt: null, salesEndAt: null, closesAt: null } };
    expect(await operatedLife(ops, "direct-atelier")).toMatchObject({ ...none, phase: "selling" });
    expect(await publicChannel(w.guest(), "direct-atelier")).toMatchObject(none);
    expect(await shopChannelPage(owner, shop.accountId, "direct-atelier")).toMatchObject({
      whole: none.life,
    });
    expect(await changeEnd(ops, { owner: channel, seenRevision: 1, days })).toEqual(
      refuse("not-announced", undefined),
    );
    expect(await cancelEnd(ops, { owner: channel, seenRevision: 1 })).toEqual(refuse("not-announced"));

    const anew = { ...days, salesEndAt: "2026-07-15" };
    expect(await announceEnd(ops, { owner: channel, seenRevision: 1, days: anew })).toMatchObject({
      ok: true,
      value: { revision: 2 },
    });
    expect(await channelRow()).toMatchObject({ endAnnouncedAt: w.clock.now() });
    await goTo(w, "2026-06-02T00:00:00Z");
    await tellNotices(w.schedule());
    expect(await w.db.select().from(mails)).toMatchObject([
      { content: { notice: "announced", salesEndAt: "2026-07-15T00:00:00.000Z" } },
    ]);
  });
});

describe("a shop ends its own connection", () => {
  test("its days begin at midnight of the shop, and its log says who did it", async () => {
    const { w, shop, connection, connectionRow } = await started();
    const manager = await member(w, shop.accountId, "manager");
    expect(await announceEnd(manager, { owner: connection, seenRevision: 0, days })).toMatchObject({
      ok: true,
    });
    expect((await connectionRow()).salesEndAt).toEqual(new Date("2026-07-31T22:00:00Z"));
    expect(await w.db.select().from(auditEntries)).toMatchObject([
      { accountId: shop.accountId, personId: manager.personId, action: "end-announced" },
    ]);
  });

  test("never later than the channel", async () => {
    const { w, ops, shop, channel, connection } = await started();
    await announceEnd(ops, { owner: channel, seenRevision: 0, days });
    const owner = await member(w, shop.accountId, "owner");
    const later = { ...days, closesAt: "2026-11-02" };
    expect(await announceEnd(owner, { owner: connection, seenRevision: 0, days: later })).toEqual(
      refuse("wrong-date", {
        fault: "after-above",
        field: "closesAt",
        limit: new Date("2026-11-01T00:00:00Z"),
      }),
    );
  });

  test("another shop's connection does not exist, nor does one's own for who only packs", async () => {
    const { w, shop, connection } = await started();
    const other = await w.merchant("lumen");
    const stranger = await member(w, other.accountId, "owner");
    const packer = await member(w, shop.accountId, "fulfilment");
    for (const ctx of [stranger, packer])
      expect(await announceEnd(ctx, { owner: connection, seenRevision: 0, days })).toMatchObject({
        reason: "not-found",
      });
  });
});

describe("a shop connects", () => {
  test("once, however often it is pressed, and with what it agreed to in its log", async () => {
    const { w, shop } = await started();
    await w.merchant("lumen");
    const owner = await member(w, shop.accountId, "owner");
    const ask = { merchantId: shop.accountId, slug: "direct-lumen", terms: "2026-05" };
    const outcomes = await Promise.all([connectChannel(owner, ask), connectChannel(owner, ask)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual(refuse("already-connected"));
    expect(await w.db.select().from(auditEntries)).toMatchObject([
      { action: "channel-connected", detail: { channel: "direct-lumen", terms: "2026-05" } },
    ]);
  });

  test("not before it opens, and not once its end is announced", async () => {
    const { w, ops, shop } = await started();
    const other = await w.merchant("lumen");
    const owner = await member(w, shop.accountId, "owner");
    const ask = { merchantId: shop.accountId, slug: "direct-lumen", terms: "2026-05" };
    const opensAt = new Date(w.clock.now().getTime() + 1);
    await w.db.update(channels).set({ opensAt }).where(eq(channels.id, other.channelId));
    expect(await connectChannel(owner, ask)).toEqual(refuse("not-open"));
    await goTo(w, opensAt);
    await announceEnd(ops, { owner: { kind: "channel", id: other.channelId }, seenRevision: 0, days });
    expect(await connectChannel(owner, ask)).toEqual(refuse("ending"));
    expect(await connectChannel(owner, { ...ask, slug: "nowhere" })).toEqual(refuse("not-found"));
  });

  test("again when its own end is over, not while open orders are still sent", async () => {
    const { w, shop, connection, connectionRow } = await started();
    const owner = await member(w, shop.accountId, "owner");
    await announceEnd(owner, { owner: connection, seenRevision: 0, days });
    const ask = { merchantId: shop.accountId, slug: "direct-atelier", terms: "2026-05" };
    await goTo(w, "2026-10-15");
    expect(await connectChannel(owner, ask)).toEqual(refuse("already-connected"));
    await goTo(w, "2026-11-02");
    expect(await connectChannel(owner, ask)).toMatchObject({ ok: true });
    expect(await connectionRow()).toMatchObject({ opensAt: w.clock.now(), closesAt: null, endRevision: 2 });
  });
});

describe("the operator sets when a channel opens", () => {
  test("before it does; afterwards it stays open, and of two at once the second is told", async () => {
    const { w, ops, channel, channelRow } = await started();
    const opensAt = new Date("2026-06-01T00:00:00Z");
    await w.db.update(channels).set({ opensAt }).where(eq(channels.id, channel.id));
    const set = (opens: string, openToAllAt = "", seen = { opensAt, openToAllAt: null as Date | null }) =>
      setOpening(ops, { owner: channel, seen, days: { opensAt: opens, openToAllAt } });
    expect(await set("2026-06-10", "2026-07-01")).toMatchObject({ ok: true });
    expect(await channelRow()).toMatchObject({ openToAllAt: new Date("2026-07-01T00:00:00Z") });
    expect(await set("2026-06-20")).toEqual(refuse("changed-meanwhile", undefined));
    const seen = { opensAt: new Date("2026-06-10T00:00:00Z"), openToAllAt: new Date("2026-07-01T00:00:00Z") };
    expect(await set("2026-05-01", "", seen)).toEqual(
      refuse("wrong-date", { field: "opensAt", fault: "in-the-past" }),
    );
    expect(await set("2026-06-10", "2026-06-09", seen)).toMatchObject({
      detail: { field: "openToAllAt", fault: "before-opening" },
    });
    await goTo(w, "2026-06-11");
    expect(await set("2026-06-20", "2026-07-01", seen)).toMatchObject({
      detail: { field: "opensAt", fault: "has-passed" },
    });
  });
});
