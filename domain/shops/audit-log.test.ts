import { describe, expect, test } from "vitest";
import { members } from "@/db/schema/accounts";
import type { Role } from "@/domain/context";
import { world } from "@/domain/testing";
import { auditLinesPerPage, auditLog, auditPeople, wholeAuditLog } from "./audit-log";
import { changeLines, changesOf } from "./audit-rules";
import type { AuditAction } from "./audit-rules";
import { noteAudit } from "./note-audit";

async function shop() {
  const w = await world();
  const { accountId } = await w.merchant();
  async function member(handle: string, role: Role) {
    const person = await w.person(handle);
    await w.db
      .insert(members)
      .values({ accountId, personId: person.personId, role, createdAt: w.clock.now() });
    return { ...person, actor: { ...person.actor, memberships: [{ accountId, role }] } };
  }
  const note = (ctx: Awaited<ReturnType<typeof member>>, action: AuditAction, subjectId = accountId) =>
    noteAudit(ctx, {
      accountId,
      action,
      subjectKind: subjectId === accountId ? "shop" : "member",
      subjectId,
    });
  return { w, accountId, member, note };
}

test("the log tells who did what to whom, the newest first, by member and by what was done", async () => {
  const { w, accountId, member, note } = await shop();
  const olga = await member("olga", "owner");
  const mona = await member("mona", "manager");
  await note(olga, "shop-opened");
  w.passMinutes(1);
  await note(mona, "shop-changed");
  w.passMinutes(1);
  await note(olga, "role-changed", mona.personId);
  const seen = async (asked: { personId?: string; action?: string }) =>
    (await auditLog(olga, { accountId, ...asked })).lines.map(({ by, action, subjectName }) =>
      [by?.name, action, subjectName].filter(Boolean).join(" "),
    );
  expect(await seen({})).toEqual(["olga role-changed mona", "mona shop-changed", "olga shop-opened"]);
  expect(await seen({ personId: mona.personId })).toEqual(["mona shop-changed"]);
  expect(await seen({ action: "shop-opened" })).toEqual(["olga shop-opened"]);
  expect((await auditPeople(olga, accountId)).map(({ name }) => name)).toEqual(["mona", "olga"]);
});

test("products are told by their titles, and posts by their words and what they offer", async () => {
  const { w, member } = await shop();
  const seller = await w.merchant("kiln");
  const bowl = await w.listing(seller, { title: "Plain bowl" });
  const tweetId = await w.cardTweet(seller.accountId, "Out of the kiln.", { listingId: bowl.listingId });
  const olga = await member("olga", "owner");
  const ctx = {
    ...olga,
    actor: { ...olga.actor, memberships: [{ accountId: seller.accountId, role: "owner" as const }] },
  };
  const note = (action: AuditAction, subjectKind: string, subjectId: string, detail = {}) =>
    noteAudit(ctx, { accountId: seller.accountId, action, subjectKind, subjectId, detail });
  await note("stock-changed", "product", bowl.productId);
  await note("tweet-posted", "tweet", tweetId, { listingId: bowl.listingId });
  await note("promotion-stopped", "tweet", tweetId);
  const { lines } = await auditLog(ctx, { accountId: seller.accountId });
  expect(lines.map(({ subjectName, offeredTitle }) => [subjectName, offeredTitle])).toEqual([
    ["Out of the kiln.", undefined],
    ["Out of the kiln.", "Plain bowl"],
    ["Plain bowl", undefined],
  ]);
});

test("a long log is read page by page, and as a file to its end", async () => {
  const { accountId, member, note } = await shop();
  const olga = await member("olga", "owner");
  for (let at = 0; at < auditLinesPerPage + 3; at += 1) await note(olga, "stock-changed", `step-${at}`);
  const first = await auditLog(olga, { accountId });
  const second = await auditLog(olga, { accountId, after: first.after });
  const read = [...first.lines, ...second.lines].map(({ subjectId }) => subjectId);
  expect(read).toEqual(read.map((_, at) => `step-${read.length - 1 - at}`));
  expect(second).toMatchObject({ after: undefined, lines: { length: 3 } });
  const whole = [];
  for await (const line of wholeAuditLog(olga, { accountId })) whole.push(line.subjectId);
  expect(whole).toEqual(read);
});

test("who packs, and who is of another shop, see none of it", async () => {
  const { w, accountId, member, note } = await shop();
  await note(await member("olga", "owner"), "shop-opened");
  for (const ctx of [await member("finn", "fulfilment"), await w.person("mallory"), w.guest()]) {
    expect(await auditLog(ctx, { accountId })).toEqual({ lines: [], after: undefined });
    expect(await auditPeople(ctx, accountId)).toEqual([]);
    for await (const line of wholeAuditLog(ctx, { accountId })) expect(line).toBeUndefined();
  }
});

describe("a change in the log", () => {
  test("names what differs and nothing else, in whichever order storage gives it back", () => {
    const before = { name: "Kiln", address: { city: "Lyon", country: "FR" }, bio: "Cups." };
    expect(
      changesOf(before, { name: "Kiln", address: { country: "FR", city: "Lyon", line2: undefined } }),
    ).toBeUndefined();
    expect(changesOf(before, { name: "Oven", bio: "Cups." })).toEqual({
      before: { name: "Kiln" },
      after: { name: "Oven" },
    });
  });

  test.each([
    [
      { before: { address: { city: "Lyon" } }, after: { address: { city: "Nantes" } } },
      ["address·city: Lyon > Nantes"],
    ],
    [{ after: { role: "owner" } }, ["role:  > owner"]],
    [{ before: { email: "a@b.example" } }, ["email: a@b.example > "]],
    [{ salesEndAt: { was: null, is: "2017-02-01" }, note: "x" }, ["salesEndAt:  > 2017-02-01", "note:  > x"]],
    [{ was: { open: true }, is: { open: false } }, ["open: true > false"]],
    [{ countries: ["FR", "BE"], days: 2 }, ["countries:  > FR, BE", "days:  > 2"]],
    [
      {
        title: "Mug",
        before: { vendor: "" },
        after: { vendor: "Kiln" },
        variants: [
          {
            variantId: "v1",
            name: "Small",
            kind: "changed",
            priceMinor: { from: 2400, to: 2600 },
            unitsBy: 3,
          },
          { variantId: "v2", name: "Large", kind: "added", otherPrices: { GBP: { to: 2100 } } },
        ],
      },
      [
        "vendor:  > Kiln",
        "title:  > Mug",
        "variants·Small·kind:  > changed",
        "variants·Small·priceMinor: 2400 > 2600",
        "variants·Small·unitsBy:  > 3",
        "variants·Large·kind:  > added",
        "variants·Large·otherPrices·GBP:  > 2100",
      ],
    ],
    [{ title: "Bowl", before: { title: "Cup" }, after: { title: "Bowl" } }, ["title: Cup > Bowl"]],
    [
      { variant: "Small", before: { unitsInStock: 3 }, after: { unitsInStock: 2 } },
      ["unitsInStock: 3 > 2", "variant:  > Small"],
    ],
    [
      { before: { images: [{ url: "/media/a.webp", alt: "A cup" }] }, after: { images: [] } },
      ["images: /media/a.webp · A cup > "],
    ],
    [{}, []],
  ])("%j reads line by line", (detail, lines) => {
    expect(changeLines(detail).map(({ name, before, after }) => `${name}: ${before} > ${after}`)).toEqual(
      lines,
    );
  });
});
