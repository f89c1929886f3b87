import { describe, expect, test } from "vitest";
import sharp from "sharp";
import { drawPicture } from "./pictures";

type Sample = { width: number; height: number; channels?: 3 | 4 };

const plain = ({ width, height, channels = 3 }: Sample) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 80, b: 20, alpha: 0.5 } } });

async function drawn(sent: Uint8Array) {
  const outcome = await drawPicture(sent);
  if (!outcome.ok) throw new Error(outcome.reason);
  const { content, ...size } = outcome.value;
  return { ...size, content, ...(await sharp(content).metadata()) };
}

describe("a picture that is sent", () => {
  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)(
    "may be a %s, and comes out as WebP",
    async (kind) => {
      const sent = await plain({ width: 400, height: 400 }).toFormat(kind).toBuffer();
      expect(await drawn(sent)).toMatchObject({ format: "webp", width: 400, height: 400 });
    },
  );

  test.each([
    { sent: [4000, 2000], shown: [1200, 628], as: "a wide one" },
    { sent: [2000, 2300], shown: [1200, 1200], as: "one that is nearly square" },
    { sent: [900, 3000], shown: [900, 900], as: "a high one" },
    { sent: [300, 160], shown: [300, 157], as: "a small one, which is not blown up" },
  ])("$as is cropped to the nearer shape", async ({ sent: [width = 0, height = 0], shown }) => {
    const picture = await drawn(await plain({ width, height }).jpeg().toBuffer());
    expect([picture.width, picture.height]).toEqual(shown);
  });

  test("from a phone held upright stands upright, and tells nothing of where it was taken", async () => {
    const sent = await plain({ width: 600, height: 300 })
      .withExif({ IFD0: { Orientation: "6" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(sent).metadata()).exif, "it was told before").toBeDefined();
    const picture = await drawn(sent);
    expect([picture.width, picture.height], "300 by 600, so a square of it").toEqual([300, 300]);
    expect(picture.exif).toBeUndefined();
    expect(picture.orientation).toBeUndefined();
  });

  test("that can be seen through stays so", async () => {
    const sent = await plain({ width: 200, height: 200, channels: 4 }).png().toBuffer();
    expect((await drawn(sent)).hasAlpha).toBe(true);
  });

  test("that moves stands still", async () => {
    const frames = await plain({ width: 200, height: 600 })
      .gif({ delay: [50, 50, 50] })
      .toBuffer();
    const moving = await sharp(frames, { pages: -1 }).webp().toBuffer();
    expect((await drawn(moving)).pages ?? 1).toBe(1);
  });
});

describe("what is no picture is refused", () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><image href="/etc/passwd"/></svg>';
  test.each([
    ["nothing", ""],
    ["words", "Dear Sir or Madam"],
    ["a drawing that could name other files", svg],
    ["a document", "%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj"],
  ])("%s", async (_, content) => {
    expect(await drawPicture(Buffer.from(content))).toMatchObject({ reason: "not-a-picture" });
  });

  test("half of one", async () => {
    const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
    const whole = await sharp({
      create: { width: 800, height: 800, channels: 3, background: "white", noise },
    })
      .png()
      .toBuffer();
    expect(await drawPicture(whole.subarray(0, whole.length / 2))).toMatchObject({ reason: "not-a-picture" });
  });

  test("a few kilobytes that unpack to hundreds of megabytes", async () => {
    const bomb = await plain({ width: 8000, height: 8000 }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    expect(await drawPicture(bomb)).toMatchObject({ reason: "too-many-pixels" });
  });

  test("one that would be a blur on a card", async () => {
    const icon = await plain({ width: 400, height: 64 }).png().toBuffer();
    expect(await drawPicture(icon)).toMatchObject({ reason: "too-small" });
  });
});
