// In which widths a picture is there, and which of them a page asks for. Pure.

/** In pixels, beside the whole picture: for a place in a list, and for a card on a phone. */
export const smallerWidths = [280, 640] as const;
export type SmallerWidth = (typeof smallerWidths)[number];

// Uploaded ones, and those of the demo world that stand in cards.
const ours = /^(\/media\/[0-9a-f]{40}|\/demo\/(?:causes|photos|products)\/[\w-]+)\.webp$/;
// It draws every picture in the width that its address asks for (shopify.dev, the filter image_url of Liquid).
const shopifys = /^https:\/\/cdn\.shopify\.com\/[^?#]+(\?[^#]*)?$/;

/** The address of the same picture, this wide where it is there so; as it is where it is not. */
export function pictureAt(width: SmallerWidth, url: string): string {
  const [, name] = ours.exec(url) ?? [];
  if (name) return `${name}.${width}.webp`;
  const [isShopifys, query] = shopifys.exec(url) ?? [];
  return isShopifys ? `${url}${query ? "&" : "?"}width=${width}` : url;
}

/** All widths of a picture, for the browser to choose; undefined when there is one alone. @param wholeWidth of it, in pixels */
export function pictureSet(url: string, wholeWidth: number = 1200): string | undefined {
  const sizes = smallerWidths
    .filter((width) => width < wholeWidth)
    .map((width) => [pictureAt(width, url), width]);
  if (sizes.every(([at]) => at === url)) return undefined;
  return [...sizes, [url, wholeWidth]].map(([at, width]) => `${at} ${width}w`).join(", ");
}
