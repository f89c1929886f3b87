// In which widths a picture is there, and which of them a page asks for. Pure.

/** In pixels, beside the whole picture: for a place in a list, and for a card on a phone. */
export const smallerWidths = [280, 640] as const;
export type SmallerWidth = (typeof smallerWidths)[number];
const wholeWidth = 1200;

// Uploaded ones, and those of the demo world that stand in cards.
const ours = /^(\/media\/[0-9a-f]{40}|\/demo\/(?:causes|photos|products)\/[\w-]+)\.webp$/;
// It draws every picture in the width that its address asks for (shopify.dev, the filter image_url of Liquid).
const shopifys = /^https:\/\/cdn\.shopify\.com\/[^?#]+(\?[^#]*)?$/;

/** The address of the same picture, this wide where it is there so; as it is where it is not. */
export function pictureAt(width: SmallerWidth | typeof wholeWidth, url: string): string {
  const [, name] = ours.exec(url) ?? [];
  if (name) return width === wholeWidth ? url : `${name}.${width}.webp`;
  const [isShopifys, query] = shopifys.exec(url) ?? [];
  return isShopifys ? `${url}${query ? "&" : "?"}width=${width}` : url;
}

/** An account's picture as it stands beside its name. */
export const avatarAt = (url: string | null): string | null => url && pictureAt(280, url);

/**
 * All widths of a picture, for the browser to choose; undefined when there is one alone.
 * @param width of the whole one, in pixels
 */
export function pictureSet(url: string, width: number = wholeWidth): string | undefined {
  if (pictureAt(640, url) === url) return undefined;
  const smaller = smallerWidths.filter((one) => one < width).map((one) => `${pictureAt(one, url)} ${one}w`);
  return smaller.length > 0 ? [...smaller, `${pictureAt(wholeWidth, url)} ${width}w`].join(", ") : undefined;
}
