// Scripts, styles and icons that the build made: they never change under their names, and were packed once and for all
// (scripts/packed-assets.mjs). Half of what a phone waits for on its first visit, and no work for this process.
import sirv from "sirv";

const aYearSeconds = 365 * 24 * 60 * 60;

export const isAsset = (path: string): boolean => path.startsWith("/_next/static/");

export const packedAssets = () =>
  sirv(".next/packed", { immutable: true, maxAge: aYearSeconds, gzip: true, brotli: true });
