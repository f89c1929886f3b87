// Files of shops in a folder of this machine. Several machines need one that they share, or a bucket.
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MediaStore } from "@/domain/shops/media-store";
import { checkedPath } from "./paths";
import { isUntouchedSince, removeUnfinished } from "./unfinished";

/** Whether the file system says that nothing is there. */
const isGone = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

// Whoever writes a file writes at least this often.
const minutesOfSilence = 3;

/** What is in it, and in the folders in it, as paths from it; nothing when it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** @param folder made when the first file comes. */
export function folderStore(folder: string): MediaStore {
  const placeOf = (name: string) => path.join(folder, checkedPath(name));
  return {
    async put(name, content) {
      const place = placeOf(name);
      // Written beside it and then renamed: nobody reads half a file, and a death leaves the old one.
      const unfinished = `${place}.${randomUUID()}.part`;
      await mkdir(path.dirname(place), { recursive: true });
      // Only what comes in pieces takes long enough to be cut off; among pictures it would be a long look.
      if (!(content instanceof Uint8Array))
        await removeUnfinished(path.dirname(place), `${path.basename(place)}.`, minutesOfSilence);
      try {
        const pieces = content instanceof Uint8Array ? [content] : content;
        await pipeline(Readable.from(pieces), createWriteStream(unfinished));
        await rename(unfinished, place);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async read(name) {
      try {
        const file = await open(placeOf(name));
        const { size } = await file.stat();
        const content = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
        return { content, bytes: size };
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    remove: (name) => rm(placeOf(name), { force: true }),
    async *untouchedSince(name, since) {
      const within = path.join(folder, name);
      for (const found of await namesIn(within))
        if (await isUntouchedSince(path.join(within, found), since))
          yield `${name}/${found.split(path.sep).join("/")}`;
    },
  };
}
