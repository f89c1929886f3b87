/** Where a product's own page is. A catalogue may call a product anything. */
export const productAddress = (handle: string, slug: string): string =>
  `/${handle}/products/${encodeURIComponent(slug)}`;
