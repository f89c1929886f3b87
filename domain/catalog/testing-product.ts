// A product as a member writes it for a test, with nothing in it that need not be.
import type { CreateProduct } from "./create-product";

export const plainProduct = (
  title: string,
  status: "active" | "draft" = "active",
): CreateProduct["product"] => ({
  title,
  description: "",
  summary: "",
  vendor: "",
  productType: "",
  tags: [],
  status,
  options: [],
  images: [],
  variants: [
    {
      id: undefined,
      sku: "",
      barcode: "",
      optionValues: [],
      priceMinor: 500,
      unitsInStock: 1,
      sellsWithoutStock: false,
      requiresShipping: true,
      isTaxable: true,
      weightGrams: 0,
      imageUrl: null,
    },
  ],
});
