import { eq } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { media } from "@/db/schema/shops";
import { refuse } from "@/domain/outcome";
import { type World, world } from "@/domain/testing";
import { keepPicture, keptPicture } from "./keep-picture";
import { picturePath, wholePicture } from "./media-rules";
import { pictureAt, smallerWidths } from "./picture-rules";

const picture = (red: number) =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .jpeg()
    .toBuffer();

async function memberOf(w: World, accountId: string, role: "manager" | "support") {
  const ctx = await w.person(role);
  return { ...ctx, actor: { ...ctx.actor, memberships: [{ accountId, role }] } };
}

test("a manager keeps a picture for the shop, and the same picture again is the same file", async () => {
  const w = await world();
  const { accountId } = await w.merchant();
  const manager = await memberOf(w, accountId, "manager");
  const first = await keepPicture(manager, { accountId, picture: await picture(200) });
  const again = await keepPicture(manager, { accountId, picture: await picture(200) });
  const other = await keepPicture(manager, { accountId, picture: await picture(90) });
  if (!first.ok || !other.ok) throw new Error("not kept");
  expect(first.value).toMatchObject({ width: 300, height: 300 });
  expect(again).toEqual(first);
  expect(other.value.url).not.toBe(first.value.url);
  expect(await w.db.select().from(media).where(eq(media.accountId, accountId))).toHaveLength(2);
  const file = await manager.media.files.read(picturePath(first.value.url.replace("/media/", "")) ?? "");
  const kept = await keptPicture(manager, accountId, first.value.url);
  expect(file?.bytes).toBe(kept?.bytes);
});

test("a large picture is kept in the widths of lists and phones too, each as wide as its name says", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const sent = sharp({ create: { width: 1000, height: 1000, channels: 3, background: "teal" } }).png();
  const outcome = await keepPicture(ada, { accountId: ada.accountId, picture: await sent.toBuffer() });
  if (!outcome.ok) throw new Error(outcome.reason);
  for (const width of smallerWidths) {
    const name = pictureAt(width, outcome.value.url).replace("/media/", "");
    const file = await ada.media.files.read(picturePath(name) ?? "");
    const content = await new Response(file?.content).arrayBuffer();
    expect(await sharp(content).metadata()).toMatchObject({ format: "webp", width, height: width });
    expect(`/media/${wholePicture(name)}`).toBe(outcome.value.url);
  }
});

test("somebody without a shop keeps one for their own account, and no other account has it", async () => {
  const w = await world();
  const { accountId } = await w.merchant();
  const ada = await w.person("ada");
  const outcome = await keepPicture(ada, { accountId: ada.accountId, picture: await picture(10) });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await keptPicture(ada, ada.accountId, outcome.value.url)).toMatchObject(outcome.value);
  expect(await keptPicture(ada, accountId, outcome.value.url)).toBeUndefined();
});

test("a stranger, a supporter and a guest keep none for a shop", async () => {
  const w = await world();
  const { accountId } = await w.merchant();
  const sent = { accountId, picture: await picture(10) };
  for (const ctx of [await w.person("mallory"), await memberOf(w, accountId, "support"), w.guest()])
    expect(await keepPicture(ctx, sent)).toEqual(refuse("not-found"));
  expect(await w.db.select().from(media)).toEqual([]);
});

test("more than 5 MB is refused before it is looked at", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const sent = { accountId: ada.accountId, picture: new Uint8Array(5 * 1024 * 1024 + 1) };
  expect(await keepPicture(ada, sent)).toEqual(refuse("too-large"));
});

test("no name leads out of the pictures", () => {
  const name = `${"0a".repeat(20)}.webp`;
  expect(picturePath(name)).toBe(`pictures/${name}`);
  for (const other of ["../merle.db", `${name}/..`, name.toUpperCase(), "imports", `%2e%2e%2f${name}`])
    expect(picturePath(other)).toBeUndefined();
});
