// Pictures as they are sent, made into pictures as pages show them: sharp, which is libvips.
import type { Sharp } from "sharp";
import type { DrawnPicture } from "@/domain/shops/media-store";
import { drawnSize, pictureLimits, type PictureProblem } from "@/domain/shops/media-rules";
import { smallerWidths } from "@/domain/shops/picture-rules";
import { type Outcome, ok, refuse } from "@/domain/outcome";

// libvips reads some fifty formats, among them SVG and PDF, which can name other files. Here only these.
const readers = ["JpegBuffer", "PngBuffer", "WebpBuffer", "NsgifBuffer", "HeifBuffer"];
const patienceSeconds = 20;

/** Loaded when the first picture comes: most processes never see one. */
let loaded: ReturnType<typeof load> | undefined;

async function load() {
  const { default: sharp } = await import("sharp");
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: readers.map((reader) => `VipsForeignLoad${reader}`) });
  sharp.cache(false);
  return sharp;
}

/**
 * Of an animation the first picture. Refuses "not-a-picture" also for what is cut off or broken in the middle.
 * @param sent of at most the bytes that media-rules.ts allows.
 */
export async function drawPicture(sent: Uint8Array): Promise<Outcome<DrawnPicture, PictureProblem>> {
  if (sent.byteLength === 0) return refuse("not-a-picture");
  const sharp = await (loaded ??= load());
  const open = (limitInputPixels: number | false): Sharp =>
    sharp(sent, { limitInputPixels, failOn: "error" }).timeout({ seconds: patienceSeconds });
  // Its size stands in its head, so that it is known before a single pixel is unpacked.
  const upright = await open(false)
    .metadata()
    .catch(() => undefined);
  const { width, height } = upright?.autoOrient ?? { width: 0, height: 0 };
  if (width === 0 || height === 0) return refuse("not-a-picture");
  if (width * height > pictureLimits.pixels) return refuse("too-many-pixels");
  if (Math.min(width, height) < pictureLimits.shortestSide) return refuse("too-small");
  try {
    const { data, info } = await open(pictureLimits.pixels)
      .autoOrient()
      .resize({ ...drawnSize(width, height), fit: "cover", position: "attention" })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const { width: drawnWidth, height: drawnHeight } = info;
    const smaller = [];
    for (const less of smallerWidths.filter((one) => one < drawnWidth))
      smaller.push({ width: less, content: await sharp(data).resize({ width: less }).webp().toBuffer() });
    return ok({ content: data, width: drawnWidth, height: drawnHeight, smaller });
  } catch {
    return refuse("not-a-picture");
  }
}
