import type { Words } from "../words";
import type { products as en } from "../en/products";

export const products: Words<typeof en> = {
  title: "Produits",
};
