// A zip that is written as it is read: what it holds is never in memory as a whole. Undo: none, nothing is kept here.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Instant } from "@/domain/time";

export type ZipPart = {
  name: string;
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  /** What does not get smaller, such as a picture, is put in as it is. */
  isPacked?: boolean;
};

export type Written = { name: string; bytes: number; sha256: string };

/**
 * The bytes of a zip of these parts, one after the other; each is asked for when the one before has been written.
 * @param at the date of the files in it.
 * @param onWritten told of each file when it is whole.
 */
export async function* writeZip(
  parts: AsyncIterable<ZipPart>,
  at: Instant,
  onWritten: (file: Written) => void,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;

  async function fill(): Promise<void> {
    for await (const { name, pieces, isPacked = false } of parts) {
      current = Readable.from(counted(name, pieces, onWritten));
      zip.addReadStream(current, name, { mtime: at, compress: !isPacked });
      await finished(current, { cleanup: true });
    }
    zip.end();
  }

  zip.on("error", (error: Error) => output.destroy(error));
  const filling = fill().catch((error: unknown) => output.destroy(error as Error));
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    // Whoever reads no further keeps nothing open.
    output.destroy();
    current?.destroy();
  }
  await filling;
}

async function* counted(
  name: string,
  pieces: ZipPart["pieces"],
  onWritten: (file: Written) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces) {
    const content = typeof piece === "string" ? Buffer.from(piece) : piece;
    hash.update(content);
    bytes += content.byteLength;
    yield content;
  }
  onWritten({ name, bytes, sha256: hash.digest("hex") });
}
