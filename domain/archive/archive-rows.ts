// What stands in each table of a shop's archive, and who reads it.
import type { ArchiveTable } from "./archive-rules";
import {
  customersTable,
  disputesTable,
  orderEventsTable,
  orderLinesTable,
  ordersTable,
  paymentsTable,
  refundsTable,
  shipmentsTable,
} from "./order-tables";
import { figuresTable, postsTable, promotionDaysTable, promotionsTable } from "./post-tables";
import {
  auditTable,
  channelsTable,
  deliveryTable,
  listingsTable,
  pricesTable,
  shopTable,
  teamTable,
} from "./shop-tables";
import type { TableReader } from "./table-readers";

export const tableReaders: { [T in ArchiveTable]: TableReader<T> } = {
  shop: shopTable,
  prices: pricesTable,
  listings: listingsTable,
  delivery: deliveryTable,
  channels: channelsTable,
  orders: ordersTable,
  "order-lines": orderLinesTable,
  "order-events": orderEventsTable,
  shipments: shipmentsTable,
  payments: paymentsTable,
  refunds: refundsTable,
  disputes: disputesTable,
  customers: customersTable,
  posts: postsTable,
  promotions: promotionsTable,
  "promotion-days": promotionDaysTable,
  figures: figuresTable,
  team: teamTable,
  "audit-log": auditTable,
};

/** The tables that are made of the shop's paid orders: each reads them all. */
export const tablesOfOrders: readonly ArchiveTable[] = [
  "orders",
  "order-lines",
  "order-events",
  "shipments",
  "payments",
  "refunds",
  "disputes",
  "customers",
];
