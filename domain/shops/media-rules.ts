// What a picture may be, where it is kept, and the address that it has. Pure.
import { smallerWidths } from "./picture-rules";

export const pictureLimits = {
  bytes: 5 * 1024 * 1024,
  /** What a phone makes at most; more would be memory that one upload takes from everybody. */
  pixels: 50_000_000,
  /** Of the shorter side. */
  shortestSide: 100,
  /** What is wider is drawn this wide. */
  width: 1200,
} as const;

/** What browsers offer for choosing. A phone that keeps HEIC then hands over JPEG. */
export const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"] as const;

export type PictureProblem = "not-a-picture" | "too-large" | "too-many-pixels" | "too-small";

/** Width by height: wide as in a card, or square. Whatever is sent is cropped to the nearer of the two. */
const shapes = [1.91, 1] as const;

/** What is left of a picture of this size when it is cropped to the nearer shape, and drawn no wider than the limit. */
export function drawnSize(width: number, height: number): { width: number; height: number } {
  const distance = (shape: number) => Math.abs(Math.log(width / height / shape));
  const shape = distance(shapes[0]) < distance(shapes[1]) ? shapes[0] : shapes[1];
  const drawnWidth = Math.round(Math.min(width, height * shape, pictureLimits.width));
  return { width: drawnWidth, height: Math.round(drawnWidth / shape) };
}

const pictureName = new RegExp(`^[0-9a-f]{40}(\\.(${smallerWidths.join("|")}))?\\.webp$`);

export const pictureUrl = (name: string): string => `/media/${name}`;

/** Where the picture with this name is kept, or the same in a smaller width; undefined for whatever is no name of one. */
export const picturePath = (name: string): string | undefined =>
  pictureName.test(name) ? `pictures/${name}` : undefined;

/** The name of the whole picture of which this one is the smaller; undefined for a whole one. */
export const wholePicture = (name: string): string | undefined =>
  /\.\d+\.webp$/.test(name) ? name.replace(/\.\d+\./, ".") : undefined;
