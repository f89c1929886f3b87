// What processes that died had begun to write, and nobody will finish.
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Instant } from "@/domain/time";

/** A file, to which nobody has written since then. */
export async function isUntouchedSince(place: string, since: Instant): Promise<boolean> {
  const file = await stat(place).catch(() => undefined); // undefined when it is gone meanwhile
  return file !== undefined && file.isFile() && file.mtime < since;
}

/** Removes those of a folder that begin so; what somebody writes now stays. */
export async function removeUnfinished(folder: string, beginning: string, minutesOfSilence: number) {
  const since = new Date(Date.now() - minutesOfSilence * 60_000);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(beginning) || !name.endsWith(".part")) continue;
    const unfinished = path.join(folder, name);
    if (await isUntouchedSince(unfinished, since)) await rm(unfinished, { force: true });
  }
}
