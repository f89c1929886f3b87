import { Stripe } from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { knownCurrency } from "../money";
import { created, emptyable, fields, flag, integer, listOf, metadata, oneOf, page, text } from "../params";
import { asStored, idOf } from "../records";
import { createdWithin, where } from "../store";

export const recurring = fields({
  interval: oneOf("day", "week", "month", "year"),
  interval_count: integer({ min: 1, max: 1095 }).optional(),
});

const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");

/** A price written into the request that uses it. */
export const recurringPriceData = fields({
  currency: text(),
  product: text(),
  recurring,
  tax_behavior: taxBehavior.optional(),
  unit_amount: integer(),
});

const description = {
  active: flag().optional(),
  description: emptyable(text()).optional(),
  images: listOf(text()).optional(),
  metadata: metadata().optional(),
  statement_descriptor: text(22).optional(),
  unit_label: emptyable(text()).optional(),
  url: emptyable(text()).optional(),
};

export const CreateProduct = fields({ ...description, id: text(255).optional(), name: text(250) });
export const UpdateProduct = fields({ ...description, name: text(250).optional() });
export const ListProducts = fields({ ...page, created, active: flag().optional() });

export const CreatePrice = fields({
  active: flag().optional(),
  currency: text(),
  metadata: metadata().optional(),
  nickname: text().optional(),
  product: text(),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
  unit_amount: integer(),
});

export const UpdatePrice = fields({
  active: flag().optional(),
  metadata: metadata().optional(),
  nickname: emptyable(text()).optional(),
});

export const ListPrices = fields({
  ...page,
  created,
  active: flag().optional(),
  product: text().optional(),
  type: oneOf("one_time", "recurring").optional(),
});

/** Refuses an id of one's own that is taken already. */
export function createProduct(call: Call, params: z.output<typeof CreateProduct>): Stripe.Product {
  const id = params.id ?? newId("prod");
  if (call.store.findAny(id)) {
    throw invalidRequest("Product already exists.", { code: "resource_already_exists", param: "id" });
  }
  const product: Stripe.Product = {
    id,
    object: "product",
    active: true,
    created: call.now,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: call.now,
    url: null,
  };
  describe(product, params);
  call.store.insert("product", { object: product, hidden: null }, call.now);
  recordEvent(call, "product.created", product);
  return product;
}

export function retrieveProduct(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.Product | Stripe.DeletedProduct {
  return call.store.get("product", path.id).object;
}

export function updateProduct(
  call: Call,
  params: z.output<typeof UpdateProduct>,
  path: { id: string },
): Stripe.Product {
  const product = existingProduct(call, path.id, "id");
  const before = structuredClone(product);
  describe(product, params);
  product.updated = call.now;
  call.store.save("product", { object: product, hidden: null });
  recordEvent(call, "product.updated", product, before);
  return product;
}

/** Refuses a product that has prices, as the API does; it can be made inactive instead. */
export function deleteProduct(call: Call, _: unknown, path: { id: string }): Stripe.DeletedProduct {
  const product = existingProduct(call, path.id, "id");
  if (call.store.list("price", { limit: 1 }, where("product", product.id)).entries.length > 0) {
    throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
  }
  const deleted: Stripe.DeletedProduct = { id: product.id, object: "product", deleted: true };
  call.store.save("product", { object: deleted, hidden: null });
  recordEvent(call, "product.deleted", product);
  return deleted;
}

export function listProducts(call: Call, params: z.output<typeof ListProducts>) {
  return listPage(call, "product", "/v1/products", params, [
    { sql: "json_extract(body, '$.deleted') is null", values: [] },
    ...active(params.active),
    ...createdWithin(params.created),
  ]);
}

/** `unit_amount` in minor units. Refuses a product that is not there. */
export function createPrice(call: Call, params: z.output<typeof CreatePrice>): Stripe.Price {
  const object: Stripe.Price = asStored({
    id: newId("price"),
    object: "price",
    active: params.active ?? true,
    billing_scheme: "per_unit",
    created: call.now,
    currency: knownCurrency(params.currency),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: mergedMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: existingProduct(call, params.product, "product").id,
    recurring: params.recurring
      ? {
          interval: params.recurring.interval,
          interval_count: params.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: params.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? "recurring" : "one_time",
    unit_amount: params.unit_amount,
    unit_amount_decimal: Stripe.Decimal.from(params.unit_amount),
  });
  call.store.insert("price", { object, hidden: null }, call.now);
  recordEvent(call, "price.created", object);
  return object;
}

export function retrievePrice(call: Call, _: unknown, path: { id: string }): Stripe.Price {
  return call.store.get("price", path.id).object;
}

export function updatePrice(
  call: Call,
  params: z.output<typeof UpdatePrice>,
  path: { id: string },
): Stripe.Price {
  const price = call.store.get("price", path.id).object;
  const before = structuredClone(price);
  if (params.active !== undefined) price.active = params.active;
  if (params.nickname !== undefined) price.nickname = params.nickname;
  price.metadata = mergedMetadata(price.metadata, params.metadata);
  call.store.save("price", { object: price, hidden: null });
  recordEvent(call, "price.updated", price, before);
  return price;
}

export function listPrices(call: Call, params: z.output<typeof ListPrices>) {
  return listPage(call, "price", "/v1/prices", params, [
    ...active(params.active),
    ...where("product", params.product),
    ...where("type", params.type),
    ...createdWithin(params.created),
  ]);
}

/** A price that a subscription can be made of: named, or written into the request. Refuses one that is not recurring. */
export function recurringPrice(
  call: Call,
  given: { price?: string | undefined; price_data?: z.output<typeof recurringPriceData> | undefined },
  param: string,
): Stripe.Price & { recurring: Stripe.Price.Recurring } {
  if ((given.price === undefined) === (given.price_data === undefined)) {
    throw invalidRequest("You must specify exactly one of `price` and `price_data` for every item.", {
      param,
    });
  }
  const price =
    given.price_data === undefined
      ? namedPrice(call, given.price ?? "", `${param}[price]`)
      : createPrice(call, { ...given.price_data, active: false }); // good for this one use
  const { recurring: rhythm } = price;
  if (rhythm !== null) return { ...price, recurring: rhythm };
  throw invalidRequest(
    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
    { param: `${param}[price]` },
  );
}

function namedPrice(call: Call, id: string, param: string): Stripe.Price {
  const price = call.store.get("price", id, param).object;
  if (price.active) return price;
  throw invalidRequest("The price specified is inactive. This field only accepts active prices.", { param });
}

export function productName(call: Call, price: Stripe.Price): string {
  const product = call.store.find("product", idOf(price.product) ?? "")?.object;
  return product && "name" in product ? product.name : "Product";
}

function existingProduct(call: Call, id: string, param: string): Stripe.Product {
  const { object } = call.store.get("product", id, param);
  if ("name" in object) return object;
  throw noSuch("product", id, param);
}

function describe(product: Stripe.Product, params: z.output<typeof UpdateProduct>): void {
  if (params.active !== undefined) product.active = params.active;
  if (params.description !== undefined) product.description = params.description;
  if (params.images !== undefined) product.images = params.images;
  if (params.name !== undefined) product.name = params.name;
  if (params.statement_descriptor !== undefined) product.statement_descriptor = params.statement_descriptor;
  if (params.unit_label !== undefined) product.unit_label = params.unit_label;
  if (params.url !== undefined) product.url = params.url;
  product.metadata = mergedMetadata(product.metadata, params.metadata);
}

function active(wanted: boolean | undefined) {
  return wanted === undefined
    ? []
    : [{ sql: "json_extract(body, '$.active') = ?", values: [wanted ? 1 : 0] }];
}
