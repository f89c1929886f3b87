// Keep a picture that somebody sends, for their own account or for a shop: checked, cropped, resized, under a name made
// of its content, so that the same picture twice is one file. The file comes before its row: should the process die in
// between, nobody has the address of it, and sending it again mends that. Undo: none; whoever shows it shows another.
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { media } from "@/db/schema/shops";
import { type Context, type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "./access";
import { pictureLimits, picturePath, type PictureProblem, pictureUrl } from "./media-rules";
import { pictureAt } from "./picture-rules";

/** `url` is a path of this site; `width` and `height` are pixels. */
export type KeptPicture = { url: string; width: number; height: number };
export type KeepPictureRefusal = PictureProblem | "not-found";

const acts = ["edit-shop", "edit-listings", "post"] as const;

/**
 * @param input.picture as it was sent. Refuses "not-found" for an account that the person asking neither is nor may
 *   change, and everything that is not a picture within the limits of media-rules.ts.
 */
export async function keepPicture(
  ctx: Context,
  { accountId, picture }: { accountId: string; picture: Uint8Array },
): Promise<Outcome<KeptPicture, KeepPictureRefusal>> {
  const person = personOf(ctx);
  const isTheirs = person?.accountId === accountId || acts.some((act) => mayActFor(ctx, accountId, act));
  if (!person || !isTheirs) return refuse("not-found");
  if (picture.byteLength > pictureLimits.bytes) return refuse("too-large");
  const drawn = await ctx.media.drawPicture(picture);
  if (!drawn.ok) return drawn;
  const { content, width, height, smaller } = drawn.value;
  const url = pictureUrl(`${createHash("sha256").update(content).digest("hex").slice(0, 40)}.webp`);
  for (const one of smaller) await put(ctx, pictureAt(one.width, url), one.content);
  await put(ctx, url, content);
  const kept = { url, width, height };
  await noteKept(ctx, { ...kept, accountId, bytes: content.byteLength, personId: person.personId });
  return ok(kept);
}

async function put(ctx: Context, url: string, content: Uint8Array): Promise<void> {
  const path = picturePath(url.replace("/media/", ""));
  if (!path) throw new Error(`${url} is no address of a picture`);
  await ctx.media.files.put(path, content, "image/webp");
}

/** Also for an account that takes over a picture which its opener had kept before it was there. */
export async function noteKept(
  core: Core,
  { personId, ...kept }: KeptPicture & { accountId: string; bytes: number; personId: string },
): Promise<void> {
  const now = core.clock.now();
  await core.db
    .insert(media)
    .values({ id: newId(now), ...kept, uploadedBy: personId, createdAt: now })
    .onConflictDoNothing();
}

/** The picture with this address, if that account has kept it; undefined for whatever else was typed. */
export async function keptPicture(
  core: Core,
  accountId: string,
  url: string,
): Promise<(KeptPicture & { bytes: number }) | undefined> {
  const [kept] = await core.db
    .select({ url: media.url, width: media.width, height: media.height, bytes: media.bytes })
    .from(media)
    .where(and(eq(media.accountId, accountId), eq(media.url, url)));
  return kept;
}
