// Scripts, styles and icons that the build made, and the demo world's pictures, packed once and for all
// (scripts/packed-assets.mjs). Half of what a phone waits for on its first visit, and no work for this process.
import sirv from "sirv";

const isOfBuild = (path: string) => path.startsWith("/_next/static/");

export const isAsset = (path: string): boolean => isOfBuild(path) || path.startsWith("/demo/");

/** What the build made never changes under its name; a picture may, with the next version. */
export const packedAssets = () =>
  sirv(".next/packed", {
    gzip: true,
    brotli: true,
    setHeaders: (response, path) =>
      response.setHeader(
        "Cache-Control",
        isOfBuild(path) ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      ),
  });
