// What shops leave to us, and what they are told of the end of a channel, by processes that are killed at it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { notices } from "@/db/schema/channels";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { auditEntries, shopTasks } from "@/db/schema/shops";
import { beginImport } from "@/domain/catalog/import/begin-import";
import { importTask } from "@/domain/catalog/import/import-tasks";
import { importQueue } from "@/domain/catalog/import/run-imports";
import { announceEnd } from "@/domain/channels/announce-end";
import { changeEnd } from "@/domain/channels/change-end";
import { tellNotices } from "@/domain/channels/tell-notices";
import { member, operator } from "@/domain/channels/testing-ends";
import { moveClock } from "@/domain/clock/move-clock";
import { clockView } from "@/domain/clock/queries";
import { workThrough } from "@/domain/leases/work-through";
import { type World, world } from "@/domain/testing";
import { daysAfter, type Instant } from "@/domain/time";
import { folderStore } from "@/integrations/media/folder";
import { gate, goByTheRealTime, letLeasesRunOut, postOffice, startWorker } from "./testing";

// Nothing here waits for a time to pass, only for things to happen: the limit is for a machine that is busy.
const patiently = { timeout: 120_000, interval: 50 };
const long = 240_000;

type Worker = Awaited<ReturnType<typeof startWorker>>;

async function kill(...workers: Worker[]): Promise<void> {
  for (const { child } of workers) child.kill("SIGKILL");
  for (const { ended } of workers) expect(await ended).toBe("SIGKILL");
}

const productCount = async (w: World) => (await w.db.select({ id: products.id }).from(products)).length;

/** A shop's file of so many products, two sizes each, kept where the processes find it; its import is begun. */
async function begunImport(w: World, count: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const shop = await w.merchant();
  const mona = await member(w, shop.accountId, "manager");
  const rows = Array.from({ length: count }, (_, at) => [
    `cup-${at},Cup ${at},Size,Small,C${at}S,3,5.00`,
    `cup-${at},,,Large,C${at}L,4,7.00`,
  ]).flat();
  const head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
  const content = Buffer.from([head, ...rows, "bad,Bad,,,B,many,1"].join("\n"));
  const filePath = `imports/${shop.accountId}/cups.csv`;
  await folderStore(folder).put(filePath, content, "text/csv");
  const begun = await beginImport(mona, {
    merchantId: shop.accountId,
    fileName: "cups.csv",
    filePath,
    bytes: content.byteLength,
    channel: undefined,
    isTrial: false,
  });
  if (!begun.ok) throw new Error(begun.reason);
  const { taskId } = begun.value;
  return { taskId, task: () => importTask(mona, taskId), mediaUrl: `file:${folder}` };
}

// Without the lease's end nobody went on; where the progress was not looked at, or what was written after it, the report
// said "unchanged" of products that the file had brought.
test(
  "an import whose processes are killed twice ends as the file says, with each product once and counted once",
  async () => {
    const w = await world();
    goByTheRealTime(w);
    const count = 1200;
    const { taskId, task, mediaUrl } = await begunImport(w, count);
    for (const tries of [1, 2]) {
      const written = await productCount(w);
      const doomed = await startWorker(w, { mediaUrl });
      // Until this very process has it, has noted how far it is, and is further than the one before.
      await vi.waitFor(
        async () => {
          const held = await w.db.select().from(leases).where(eq(leases.kind, "shop-task"));
          expect(held).toMatchObject([{ tries }]);
          expect(await productCount(w)).toBeGreaterThan(written);
          expect((await task())?.report.progress?.line).toBeGreaterThan(1);
        },
        { ...patiently, interval: 5 },
      );
      await kill(doomed);
      const byThen = await task();
      expect(byThen).toMatchObject({ state: "running" });
      expect(byThen!.doneCount).toBeLessThan(byThen!.totalCount);
      expect(byThen!.report.progress!.imported).toBeLessThanOrEqual(await productCount(w));
      expect(await productCount(w)).toBeLessThan(count);
      // Nobody takes it up while the dead one may still be at it.
      expect(await workThrough(w.schedule(), importQueue)).toEqual({ done: 0, failed: [] });
      await letLeasesRunOut(w);
    }
    await Promise.all([startWorker(w, { mediaUrl }), startWorker(w, { mediaUrl })]);
    await vi.waitFor(async () => expect(await task()).toMatchObject({ state: "done" }), patiently);

    const ended = (await task())!;
    expect(ended.doneCount).toBe(ended.totalCount);
    expect(ended.report.progress).toBeUndefined();
    expect(ended.report.result).toMatchObject({
      imported: count,
      updated: 0,
      unchanged: 0,
      skippedCount: 1,
      skipped: [{ handle: "bad", reason: "bad-quantity" }],
    });
    const slugs = (await w.db.select().from(products)).map(({ slug }) => slug);
    expect(slugs.toSorted()).toEqual(Array.from({ length: count }, (_, at) => `cup-${at}`).toSorted());
    const kept = await w.db.select().from(variants);
    expect(kept).toHaveLength(2 * count);
    expect(
      new Set(kept.map(({ sku, priceMinor, unitsInStock }) => `${sku} ${priceMinor} ${unitsInStock}`)),
    ).toEqual(new Set(Array.from({ length: count }, (_, at) => [`C${at}S 500 3`, `C${at}L 700 4`]).flat()));
    expect(await w.db.select({ id: priceChanges.id }).from(priceChanges)).toHaveLength(2 * count);
    expect(await w.db.select({ id: listings.id }).from(listings)).toHaveLength(count);
    const log = await w.db.select().from(auditEntries).where(eq(auditEntries.subjectId, taskId));
    expect(log.map(({ action }) => action)).toEqual(["import-begun", "import-ended"]);
    expect(await w.db.select().from(leases).where(eq(leases.kind, "shop-task"))).toEqual([]);
    expect(await w.db.select().from(shopTasks)).toHaveLength(1);
  },
  long,
);

/** The whole programme ends forty days from now, for so many shops with an owner each. */
async function announcedEnd(shops: number) {
  const w = await world();
  goByTheRealTime(w);
  const ops = await operator(w);
  for (let at = 0; at < shops; at++) {
    const shop = await w.merchant(`shop${at}`);
    await member(w, shop.accountId, "owner", `owner${at}`);
  }
  const dayAfter = (days: number) => daysAfter(w.clock.now(), days).toISOString().slice(0, 10);
  const daysTo = (salesEnd: number) => ({
    lastNewListingAt: "",
    salesEndAt: dayAfter(salesEnd),
    fulfilByAt: "",
    refundsUntilAt: "",
    closesAt: dayAfter(90),
  });
  const owner = { kind: "programme", id: "commerce" } as const;
  const announced = await announceEnd(ops, { owner, seenRevision: 0, days: daysTo(40) });
  if (!announced.ok) throw new Error(announced.reason);
  const move = async (to: Instant) => {
    const afterMoveId = (await clockView(ops))?.lastMoveId ?? "";
    expect(await moveClock(ops, { to, afterMoveId, isDemoWorld: true })).toMatchObject({ ok: true });
  };
  const correct = (salesEnd: number) => changeEnd(ops, { owner, seenRevision: 1, days: daysTo(salesEnd) });
  return { w, move, correct };
}

/** The mails of an end, each with what it tells: its own words are forgotten when it has been sent. */
async function told(w: World) {
  const kinds = new Map((await w.db.select().from(notices)).map(({ id, kind }) => [id, kind]));
  const rows = await w.db.select().from(mails);
  return rows.map(({ id, to, eventKey, sentAt }) => ({
    id,
    to,
    notice: kinds.get(eventKey.split(":")[1] ?? ""),
    isSent: sentAt !== null,
  }));
}

const announcements = (w: World) => w.db.select().from(notices).where(eq(notices.kind, "announced"));

// When the notice was noted before its mails were written, nobody was told; when each shop's mails were written by
// themselves, those of the first were there already.
test(
  "a process killed while it writes what all shops are told has told none, and the next one tells each once",
  async () => {
    const shops = 250;
    const { w } = await announcedEnd(shops);
    const doomed = await startWorker(w);
    await vi.waitFor(
      async () => {
        const held = await w.db.select().from(leases).where(eq(leases.kind, "notice"));
        expect(held).toMatchObject([{ tries: 1 }]);
      },
      { ...patiently, interval: 1 },
    );
    await kill(doomed);
    expect(await announcements(w)).toMatchObject([{ doneAt: null, droppedAt: null }]);
    expect(await told(w)).toEqual([]);
    expect(await tellNotices(w.schedule())).toEqual({ done: 0, failed: [] });
    await letLeasesRunOut(w);

    const process = (name: string) => ({ ...w.schedule(), worker: { name, isStopping: () => false } });
    await Promise.all([tellNotices(process("one")), tellNotices(process("two"))]);
    const owners = Array.from({ length: shops }, (_, at) => `owner${at}@merle.test`);
    expect((await told(w)).map(({ to }) => to).toSorted()).toEqual(owners.toSorted());
    expect(await announcements(w)).toMatchObject([{ doneAt: expect.any(Date) as Date }]);
  },
  long,
);

// When a mail was taken by whoever came, or its lease was not looked at, it went out under two ids or three times.
test(
  "an end is told once to each, though processes die between sending and noting, compete, and are away for days",
  async () => {
    const shops = 12;
    const { w, move, correct } = await announcedEnd(shops);
    let dies: (() => Promise<void>) | undefined;
    const office = await postOffice(async () => {
      const death = dies;
      if (!death) return "yes";
      dies = undefined;
      await death();
      return "silence"; // it was taken, and whoever sent it never learned so
    });
    const start = () => startWorker(w, { smtpUrl: office.url });
    let deaths = 0;
    /** Two processes at once, one of which is killed while a mail of its own is with the mail server. */
    const tellDying = async (notice: string) => {
      const [hasDied, isReady] = [gate(), gate()];
      dies = async () => {
        await isReady.opened;
        await kill(doomed);
        deaths += 1;
        hasDied.open();
      };
      const doomed = await start();
      isReady.open();
      await hasDied.opened;
      await letLeasesRunOut(w);
      const others = await Promise.all([start(), start()]);
      await areTold(notice);
      return others;
    };
    const areTold = (notice: string) =>
      vi.waitFor(async () => {
        const ofIt = (await told(w)).filter((mail) => mail.notice === notice);
        expect(
          ofIt.filter(({ isSent }) => isSent),
          notice,
        ).toHaveLength(shops);
      }, patiently);

    await kill(...(await tellDying("announced")));
    await correct(50); // and then nobody is here for weeks: its reminder of thirty days has come and gone
    await move(daysAfter(w.clock.now(), 30));
    await kill(...(await tellDying("corrected")));
    await move(daysAfter(w.clock.now(), 44)); // seven days before, and a day too late
    await tellDying("reminder-7");
    const midnight = new Date(w.clock.now().setUTCHours(0, 0, 0, 0)); // as the days of an end begin
    for (const [days, notice] of [
      [49.5, "reminder-1"],
      [51, "sales-ended"],
    ] as const) {
      await move(daysAfter(midnight, days)); // under the eyes of both
      await areTold(notice);
    }

    const all = await told(w);
    expect(all.every(({ isSent }) => isSent)).toBe(true);
    const each = ["announced", "corrected", "reminder-7", "reminder-1", "sales-ended"].flatMap((notice) =>
      Array.from({ length: shops }, (_, at) => `owner${at}@merle.test ${notice}`),
    );
    expect(all.map(({ to, notice }) => `${to} ${notice}`).toSorted()).toEqual(each.toSorted());
    const ids = office.letters.map(({ id }) => id.slice(1).split("@")[0]);
    expect(new Set(ids)).toEqual(new Set(all.map(({ id }) => id)));
    // Only what was with the mail server when its process died, under the Message-ID of the first time.
    expect(deaths).toBe(3);
    expect(ids.length - all.length).toBe(deaths);
    expect(
      (await w.db.select().from(notices)).filter(({ doneAt, droppedAt }) => !doneAt && !droppedAt),
    ).toMatchObject([{ kind: "closed" }]);
  },
  long,
);
