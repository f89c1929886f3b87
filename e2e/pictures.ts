// Pictures of pages: kept small, and compared as an eye at arm's length would.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";

const folder = path.join(import.meta.dirname, "looks");
const meansFile = path.join(folder, "taken-with.json");

export const storedPicture = (name: string) => path.join(folder, `${name}.webp`);

export function keep(file: string, content: Buffer | string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** An empty page that does the arithmetic: the browser knows pictures, so that no package needs to. */
export async function newDesk(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** A PNG as a WebP of a tenth of its size. */
export async function small(desk: Page, png: Buffer): Promise<Buffer> {
  const url = await desk.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.5);
  }, png.toString("base64"));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

/**
 * The part of a picture, from 0 to 1, that is not as it was. Both are looked at in spots of 4 by 4 pixels, which evens
 * out smoothed letters and what was lost in keeping it small; pictures of different sizes differ wholly.
 */
export async function differenceOf(desk: Page, stored: Buffer, taken: Buffer): Promise<number> {
  return desk.evaluate(
    async (pictures) => {
      const spot = 4;
      const noticed = 20; // of 255, in any colour
      const [one, other] = await Promise.all(
        pictures.map(async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [Math.ceil(image.width / spot), Math.ceil(image.height / spot)];
          const context = canvas.getContext("2d", { willReadFrequently: true });
          if (!context) throw new Error("This browser draws nothing");
          context.imageSmoothingQuality = "high";
          context.drawImage(image, 0, 0, canvas.width, canvas.height);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          return { size: `${image.width} ${image.height}`, data };
        }),
      );
      if (!one || one.size !== other?.size) return 1;
      let differing = 0;
      for (let at = 0; at < one.data.length; at += 4)
        if ([0, 1, 2].some((c) => Math.abs((one.data[at + c] ?? 0) - (other.data[at + c] ?? 0)) > noticed))
          differing++;
      return differing / (one.data.length / 4);
    },
    [
      `data:image/webp;base64,${stored.toString("base64")}`,
      `data:image/webp;base64,${taken.toString("base64")}`,
    ],
  );
}

/** What a picture is taken with: the browser, and how wide this machine's system font draws a sentence. */
export async function meansOf(page: Page): Promise<string> {
  const widths = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    const { fontFamily } = getComputedStyle(document.body);
    return ["400", "600", "700"].map((weight) => {
      if (!context) return 0;
      context.font = `${weight} 100px ${fontFamily}`;
      return Math.round(
        context.measureText("Portez ce vieux whisky au juge blond qui fume, 0123456789 €").width,
      );
    });
  });
  return JSON.stringify({ browser: page.context().browser()?.version(), widths });
}

export const storedMeans = (): string =>
  existsSync(meansFile) ? readFileSync(meansFile, "utf8").trimEnd() : "none";
export const keepMeans = (means: string) => keep(meansFile, `${means}\n`);
