// Where the files of shops are kept, whichever place that is: a folder or a bucket (integrations/media).
import type { Outcome } from "@/domain/outcome";
import type { Instant } from "@/domain/time";
import type { PictureProblem } from "./media-rules";
import type { SmallerWidth } from "./picture-rules";

export type StoredFile = { content: ReadableStream<Uint8Array>; bytes: number };

/**
 * Paths are ours, in letters, digits, dots, dashes and slashes, such as pictures/NAME.webp. Whoever has the address of
 * a picture sees it; nothing outside of pictures/ is ever served.
 */
export type MediaStore = {
  /** Keeps a whole file, also one of many megabytes piece by piece. The same path again replaces it, at once. */
  put(path: string, content: Uint8Array | AsyncIterable<Uint8Array>, contentType: string): Promise<void>;
  read(path: string): Promise<StoredFile | undefined>;
  /** What is not there is removed already. */
  remove(path: string): Promise<void>;
  /**
   * The paths in a folder of the store, such as imports, to which nobody has written since then, by the machine's time.
   * What a process that died had begun to write is among them.
   */
  untouchedSince(folder: string, since: Instant): AsyncIterable<string>;
};

/**
 * As pages show it: WebP, upright, without what the camera wrote into it. `smaller` are the same in those of the
 * smallerWidths (picture-rules.ts) that are less than its own.
 */
export type DrawnPicture = {
  content: Uint8Array;
  width: number;
  height: number;
  smaller: { content: Uint8Array; width: SmallerWidth }[];
};

export type Media = {
  files: MediaStore;
  /** Checks what was sent by its content, turns it upright, crops it to the nearer of the two shapes, and resizes it. */
  drawPicture(sent: Uint8Array): Promise<Outcome<DrawnPicture, PictureProblem>>;
};
