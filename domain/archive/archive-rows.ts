// What stands in each table of a shop's archive, some hundred rows at a time: never more of them are in memory.
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, sum } from "drizzle-orm";
import { accounts, members, merchants, people } from "@/db/schema/accounts";
import { deliveryMethods, listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { orderEvents, orderLines, orders, shipments } from "@/db/schema/orders";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import { impressions, promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { deliveryIn } from "@/domain/catalog/currency-rules";
import { asKnownAt, lifeOfAll } from "@/domain/channels/date-rules";
import type { Life } from "@/domain/channels/rules";
import { programmeInForce } from "@/domain/channels/lives";
import type { Core } from "@/domain/context";
import { plainAmount } from "@/domain/money";
import { wholeAuditLog } from "@/domain/shops/audit-log";
import type { Instant } from "@/domain/time";
import { type ArchiveColumn, type ArchiveTable, emailKeptUntil, nameKeptUntil } from "./archive-rules";

export type Cell = string | number | boolean | null;
export type ArchiveRow<T extends ArchiveTable = ArchiveTable> = Record<ArchiveColumn<T>, Cell>;

export type ArchivedShop = {
  merchantId: string;
  handle: string;
  /** The archive holds what was there at this instant, and of orders what was paid before. */
  at: Instant;
  /** Of this site, without a slash at its end. */
  siteUrl: string;
};

/** `read` counts how many rows of the shop this is, of those that sourceRows.ts has counted. */
export type Batch<T extends ArchiveTable = ArchiveTable> = { rows: ArchiveRow<T>[]; read: number };

export type TableReader<T extends ArchiveTable = ArchiveTable> = (
  core: Core,
  shop: ArchivedShop,
) => AsyncIterable<Batch<T>>;

const rowsAtATime = 300;
const instant = (at: Instant | null | undefined): string => at?.toISOString() ?? "";

/** Batches by growing id, until there are no more. */
async function* byId<Row extends { id: string }>(
  read: (after: string) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = ""; ;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows;
  }
}

async function* mapped<Row, T extends ArchiveTable>(
  batches: AsyncIterable<Row[]>,
  rowsOf: (rows: Row[]) => ArchiveRow<T>[] | Promise<ArchiveRow<T>[]>,
): AsyncGenerator<Batch<T>> {
  for await (const rows of batches) yield { rows: await rowsOf(rows), read: rows.length };
}

type Order = typeof orders.$inferSelect;

/** Only what was paid: a checkout that came to nothing is nobody's order. */
const paidOrders = (core: Core, { merchantId, at }: ArchivedShop): AsyncGenerator<Order[]> =>
  byId((after) =>
    core.db
      .select()
      .from(orders)
      .where(
        and(
          eq(orders.merchantId, merchantId),
          gt(orders.id, after),
          isNotNull(orders.number),
          lt(orders.paidAt, at),
        ),
      )
      .orderBy(asc(orders.id))
      .limit(rowsAtATime),
  );

/** What belongs to orders, with the order that it belongs to. */
const ofOrders = <Row extends { orderId: string }, T extends ArchiveTable>(
  core: Core,
  shop: ArchivedShop,
  read: (orderIds: string[]) => Promise<Row[]>,
  rowOf: (row: Row, order: Order) => ArchiveRow<T>,
): AsyncGenerator<Batch<T>> =>
  mapped(paidOrders(core, shop), async (batch) => {
    const byOrder = new Map(batch.map((order) => [order.id, order]));
    const rows = await read([...byOrder.keys()]);
    return rows.flatMap((row) => {
      const order = byOrder.get(row.orderId);
      return order ? [rowOf(row, order)] : [];
    });
  });

async function* shopTable({ db }: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"shop">> {
  const rows = await db
    .select()
    .from(merchants)
    .innerJoin(accounts, eq(accounts.id, merchants.accountId))
    .where(eq(merchants.accountId, merchantId));
  yield {
    read: 0,
    rows: rows.map(({ accounts: account, merchants: shop }) => ({
      handle: account.handle,
      name: account.name,
      legal_name: shop.legalName,
      address: [
        shop.address.fullName,
        shop.address.line1,
        shop.address.line2,
        shop.address.postalCode,
        shop.address.city,
        shop.address.state,
      ]
        .filter(Boolean)
        .join(", "),
      country: shop.country,
      currency: shop.currency,
      other_currencies: shop.otherCurrencies.join(" "),
      prices_include_tax: shop.pricesIncludeTax,
      support_email: shop.supportEmail,
      website: shop.website,
      time_zone: shop.timeZone,
      handling_days: shop.handlingDays,
      commission_percent: shop.commissionBasisPoints / 100,
      return_policy_en: shop.returnPolicy.en,
      return_policy_fr: shop.returnPolicy.fr,
      opened_at: instant(shop.createdAt),
    })),
  };
}

const pricesTable: TableReader<"prices"> = (core, { merchantId }) =>
  mapped(
    byId((after) =>
      core.db
        .select({ id: variants.id, variant: variants, product: products.slug })
        .from(variants)
        .innerJoin(products, eq(products.id, variants.productId))
        .where(and(eq(products.merchantId, merchantId), gt(variants.id, after)))
        .orderBy(asc(variants.id))
        .limit(rowsAtATime),
    ),
    async (batch) => {
      const byVariant = new Map(batch.map((row) => [row.id, row]));
      const changes = await core.db
        .select()
        .from(priceChanges)
        .where(inArray(priceChanges.variantId, [...byVariant.keys()]))
        .orderBy(asc(priceChanges.variantId), asc(priceChanges.validFrom), asc(priceChanges.id));
      return changes.map(({ variantId, priceMinor, currency, validFrom }) => {
        const known = byVariant.get(variantId);
        return {
          product: known?.product ?? "",
          sku: known?.variant.sku ?? "",
          options: known?.variant.optionValues.join(" / ") ?? "",
          price: plainAmount(priceMinor, currency),
          currency,
          valid_from: instant(validFrom),
        };
      });
    },
  );

const listingsTable: TableReader<"listings"> = (core, { merchantId }) =>
  mapped(
    byId((after) =>
      core.db
        .select({ id: listings.id, listing: listings, product: products.slug, channel: channels.slug })
        .from(listings)
        .innerJoin(products, eq(products.id, listings.productId))
        .innerJoin(connections, eq(connections.id, listings.connectionId))
        .innerJoin(channels, eq(channels.id, connections.channelId))
        .where(and(eq(listings.merchantId, merchantId), gt(listings.id, after)))
        .orderBy(asc(listings.id))
        .limit(rowsAtATime),
    ),
    (rows) =>
      rows.map(({ id, listing, product, channel }) => ({
        listing_id: id,
        product,
        channel,
        checkout: listing.checkout,
        own_address: listing.merchantUrl,
        opens_at: instant(listing.opensAt),
        ends_at: instant(listing.endsAt),
        units_per_buyer: listing.unitsPerBuyer,
        withdrawn_at: instant(listing.withdrawnAt),
        created_at: instant(listing.createdAt),
      })),
  );

const deliveryTable: TableReader<"delivery"> = (core, { merchantId }) =>
  mapped(
    byId((after) =>
      core.db
        .select()
        .from(deliveryMethods)
        .where(and(eq(deliveryMethods.merchantId, merchantId), gt(deliveryMethods.id, after)))
        .orderBy(asc(deliveryMethods.id))
        .limit(rowsAtATime),
    ),
    (rows) =>
      rows.flatMap((method) =>
        [method.currency, ...Object.keys(method.otherFees).toSorted()]
          .map((code) => deliveryIn(method, code) ?? method)
          .map(({ currency, feeMinor, freeFromMinor }) => ({
            zone: method.name,
            delivery_kind: method.kind,
            fee: plainAmount(feeMinor, currency),
            free_from: freeFromMinor === null ? "" : plainAmount(freeFromMinor, currency),
            currency,
            min_days: method.minDays,
            max_days: method.maxDays,
            countries: method.countries?.join(" ") ?? "",
            same_day: method.sameDay ? JSON.stringify(method.sameDay) : "",
          })),
      ),
  );

/** Programme, channel and connection together: of each date the one that counts. */
async function* channelsTable(core: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"channels">> {
  const programme = await programmeInForce(core);
  const rows = await core.db
    .select({ channel: channels, connection: connections })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(connections.merchantId, merchantId))
    .orderBy(asc(channels.slug));
  yield {
    read: 0,
    rows: rows.map(({ channel, connection }) => {
      const now = core.clock.now();
      const lives = [...(programme ? [programme] : []), channel, connection];
      const life = lifeOfAll(lives.map((one) => asKnownAt<Life>(one, now)));
      return {
        channel: channel.slug,
        name: channel.name,
        opens_at: instant(life.opensAt),
        end_announced_at: instant(life.endAnnouncedAt),
        last_new_listing_at: instant(life.lastNewListingAt),
        sales_end_at: instant(life.salesEndAt),
        fulfil_by_at: instant(life.fulfilByAt),
        refunds_until_at: instant(life.refundsUntilAt),
        closes_at: instant(life.closesAt),
      };
    }),
  };
}

const ordersTable: TableReader<"orders"> = (core, shop) =>
  mapped(paidOrders(core, shop), (batch) =>
    batch.map((order) => {
      const money = (minor: number) => plainAmount(minor, order.currency);
      return {
        order_number: order.number,
        status: order.status,
        paid_at: instant(order.paidAt),
        closed_at: instant(order.closedAt),
        listing_id: order.listingId,
        post_id: order.tweetId ?? "",
        items: money(order.itemsMinor),
        delivery: money(order.deliveryMinor),
        tax: money(order.taxMinor),
        total: money(order.totalMinor),
        given_back: money(order.refundedMinor),
        commission: money(order.commissionMinor),
        currency: order.currency,
        tax_name: order.taxName,
        tax_rate_percent: order.taxRateBasisPoints / 100,
        prices_include_tax: order.pricesIncludeTax,
        delivery_kind: order.deliveryKind,
        deliver_by: instant(order.deliverBy),
      };
    }),
  );

const orderLinesTable: TableReader<"order-lines"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select()
        .from(orderLines)
        .where(inArray(orderLines.orderId, ids))
        .orderBy(asc(orderLines.orderId), asc(orderLines.id)),
    (line, order) => ({
      order_number: order.number,
      sku: line.sku,
      title: line.title,
      options: line.optionValues.join(" / "),
      quantity: line.quantity,
      unit_price: plainAmount(line.unitPriceMinor, order.currency),
      currency: order.currency,
    }),
  );

const orderEventsTable: TableReader<"order-events"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select()
        .from(orderEvents)
        .where(inArray(orderEvents.orderId, ids))
        .orderBy(asc(orderEvents.orderId), asc(orderEvents.id)),
    (event, order) => ({
      order_number: order.number,
      event: event.kind,
      by: event.by,
      amount: event.amountMinor === null ? "" : plainAmount(event.amountMinor, order.currency),
      currency: event.amountMinor === null ? "" : order.currency,
      at: instant(event.at),
    }),
  );

const shipmentsTable: TableReader<"shipments"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db.select().from(shipments).where(inArray(shipments.orderId, ids)).orderBy(asc(shipments.orderId)),
    ({ carrier, trackingNumber, shippedAt }, order) => ({
      order_number: order.number,
      carrier,
      tracking_number: trackingNumber ?? "",
      shipped_at: instant(shippedAt),
    }),
  );

/** Amounts and Stripe's own ids, by which the shop finds the payment at Stripe. Nothing of a card is here. */
const paymentsTable: TableReader<"payments"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    async (ids) => {
      const found = await core.db
        .select()
        .from(paymentAttempts)
        .where(inArray(paymentAttempts.subjectId, ids))
        .orderBy(asc(paymentAttempts.subjectId), asc(paymentAttempts.id));
      return found.map((attempt) => ({ orderId: attempt.subjectId, attempt }));
    },
    ({ attempt }, order) => ({
      order_number: order.number,
      status: attempt.status,
      amount: plainAmount(attempt.amountMinor, attempt.currency),
      given_back: plainAmount(attempt.refundedMinor, attempt.currency),
      currency: attempt.currency,
      stripe_payment: attempt.stripePaymentIntentId ?? "",
      stripe_charge: attempt.stripeChargeId ?? "",
      created_at: instant(attempt.createdAt),
      settled_at: instant(attempt.settledAt),
    }),
  );

const refundsTable: TableReader<"refunds"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    async (ids) => {
      const found = await core.db
        .select({ refund: refunds, orderId: paymentAttempts.subjectId })
        .from(refunds)
        .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
        .where(inArray(paymentAttempts.subjectId, ids))
        .orderBy(asc(paymentAttempts.subjectId), asc(refunds.id));
      return found;
    },
    ({ refund }, order) => ({
      order_number: order.number,
      amount: plainAmount(refund.amountMinor, refund.currency),
      currency: refund.currency,
      reason: refund.reason,
      status: refund.status,
      stripe_refund: refund.stripeRefundId ?? "",
      created_at: instant(refund.createdAt),
      settled_at: instant(refund.settledAt),
    }),
  );

const disputesTable: TableReader<"disputes"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select({ dispute: disputes, orderId: disputes.subjectId })
        .from(disputes)
        .where(inArray(disputes.subjectId, ids))
        .orderBy(asc(disputes.subjectId), asc(disputes.id)),
    ({ dispute }, order) => ({
      order_number: order.number,
      amount: plainAmount(dispute.amountMinor, dispute.currency),
      currency: dispute.currency,
      reason: dispute.reason,
      status: dispute.status,
      stripe_dispute: dispute.stripeDisputeId,
      opened_at: instant(dispute.openedAt),
      closed_at: instant(dispute.closedAt),
    }),
  );

/**
 * Whom the shop sold to, order by order, as far as it may keep it: names and addresses as long as its books
 * (nameKeptUntil), e-mail addresses as long as it answers for what it sold (emailKeptUntil). People are not joined across
 * orders: no profile, no password, no card, nothing of another shop. GDPR, art. 5(1)(c), 6(1)(b) and (c), 15 to 20.
 */
const customersTable: TableReader<"customers"> = (core, shop) =>
  mapped(paidOrders(core, shop), async (batch) => {
    const sent = await core.db
      .select({ orderId: shipments.orderId, shippedAt: shipments.shippedAt })
      .from(shipments)
      .where(
        inArray(
          shipments.orderId,
          batch.map(({ id }) => id),
        ),
      );
    const sentAt = new Map(sent.map(({ orderId, shippedAt }) => [orderId, shippedAt]));
    return batch.flatMap(({ id, number, paidAt, deliverBy, email, shippingAddress: to, locale }) => {
      if (!paidAt || shop.at >= nameKeptUntil(paidAt)) return [];
      const shippedAt = sentAt.get(id);
      const deliveredBy = shippedAt && shippedAt > deliverBy ? shippedAt : deliverBy;
      return [
        {
          order_number: number,
          email: shop.at < emailKeptUntil(deliveredBy) ? email : "",
          full_name: to?.fullName ?? "",
          address_line_1: to?.line1 ?? "",
          address_line_2: to?.line2 ?? "",
          city: to?.city ?? "",
          state: to?.state ?? "",
          postal_code: to?.postalCode ?? "",
          country: to?.country ?? "",
          language: locale,
        },
      ];
    });
  });

/** What the shop said on the timeline, oldest first; what it took back is not in it. */
const postsTable: TableReader<"posts"> = (core, { merchantId, handle, siteUrl, at }) =>
  mapped(
    byId((after) =>
      core.db
        .select()
        .from(tweets)
        .where(
          and(
            eq(tweets.authorId, merchantId),
            gt(tweets.id, after),
            isNull(tweets.deletedAt),
            lt(tweets.createdAt, at),
          ),
        )
        .orderBy(asc(tweets.id))
        .limit(rowsAtATime),
    ),
    (rows) =>
      rows.map((tweet) => ({
        post_id: tweet.id,
        address: `${siteUrl}/${handle}/status/${tweet.id}`,
        text: tweet.text,
        language: tweet.language,
        listing_id: tweet.listingId ?? "",
        reply_to: tweet.replyToId ?? "",
        quote_of: tweet.quoteOfId ?? "",
        repost_of: tweet.retweetOfId ?? "",
        pictures: tweet.pictures.map(({ url }) => new URL(url, siteUrl).href).join("\n"),
        replies: tweet.replyCount,
        reposts: tweet.retweetCount,
        likes: tweet.likeCount,
        created_at: instant(tweet.createdAt),
      })),
  );

const ownPromotions = (core: Core, { merchantId }: ArchivedShop) =>
  byId((after) =>
    core.db
      .select()
      .from(promotions)
      .where(and(eq(promotions.advertiserId, merchantId), gt(promotions.id, after)))
      .orderBy(asc(promotions.id))
      .limit(rowsAtATime),
  );

const promotionsTable: TableReader<"promotions"> = (core, shop) =>
  mapped(ownPromotions(core, shop), async (batch) => {
    const totals = await core.db
      .select({ promotionId: impressions.promotionId, shown: sum(impressions.count).mapWith(Number) })
      .from(impressions)
      .where(
        inArray(
          impressions.promotionId,
          batch.map(({ id }) => id),
        ),
      )
      .groupBy(impressions.promotionId);
    const shown = new Map(totals.map((total) => [total.promotionId, total.shown]));
    return batch.map((promotion) => ({
      promotion_id: promotion.id,
      post_id: promotion.tweetId,
      paid_by: promotion.paidBy,
      audience: JSON.stringify(promotion.audience),
      starts_at: instant(promotion.startsAt),
      ends_at: instant(promotion.endsAt),
      stopped_at: instant(promotion.stoppedAt),
      daily_ceiling: promotion.dailyImpressionCeiling,
      shown: shown.get(promotion.id) ?? 0,
    }));
  });

const promotionDaysTable: TableReader<"promotion-days"> = (core, shop) =>
  mapped(ownPromotions(core, shop), async (batch) => {
    const days = await core.db
      .select()
      .from(impressions)
      .where(
        inArray(
          impressions.promotionId,
          batch.map(({ id }) => id),
        ),
      )
      .orderBy(asc(impressions.promotionId), asc(impressions.shownOn));
    return days.map(({ promotionId, shownOn, count }) => ({
      promotion_id: promotionId,
      day: shownOn,
      shown: count,
    }));
  });

/** Day by day: a day is read as a whole, so that none is cut in half. */
async function* figuresTable(core: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"figures">> {
  const [shop] = await core.db
    .select({ currency: merchants.currency })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  const currency = shop?.currency ?? "EUR";
  for (let last = ""; ;) {
    const [next] = await core.db
      .select({ day: cardDays.day })
      .from(cardDays)
      .where(and(eq(cardDays.merchantId, merchantId), gt(cardDays.day, last)))
      .orderBy(asc(cardDays.day))
      .limit(1);
    if (!next) return;
    last = next.day;
    const days = await core.db
      .select()
      .from(cardDays)
      .where(and(eq(cardDays.merchantId, merchantId), eq(cardDays.day, last)))
      .orderBy(asc(cardDays.listingId), asc(cardDays.tweetId));
    const others = await core.db
      .select()
      .from(cardDaySales)
      .where(and(eq(cardDaySales.merchantId, merchantId), eq(cardDaySales.day, last)))
      .orderBy(asc(cardDaySales.listingId), asc(cardDaySales.tweetId), asc(cardDaySales.currency));
    // What was sold in a further currency has a row of its own; what was counted stands in the first.
    const counted = days.map((one) => ({ ...one, currency }));
    const uncounted = others.map((one) => ({ ...one, seen: "", opened: "", bought: "" }));
    yield {
      read: days.length,
      rows: [...counted, ...uncounted].map((one) => ({
        day: one.day,
        listing_id: one.listingId,
        post_id: one.tweetId,
        seen: one.seen,
        opened: one.opened,
        orders: one.bought,
        sold: plainAmount(one.soldMinor, one.currency),
        given_back: plainAmount(one.refundedMinor, one.currency),
        currency: one.currency,
      })),
    };
  }
}

async function* teamTable({ db }: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"team">> {
  const team = await db
    .select({ name: accounts.name, handle: accounts.handle, role: members.role, since: members.createdAt })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(members.accountId, merchantId))
    .orderBy(asc(members.createdAt), asc(accounts.handle));
  yield { read: 0, rows: team.map((member) => ({ ...member, since: instant(member.since) })) };
}

/** The newest line first, as the dashboard shows it. */
async function* auditTable(core: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"audit-log">> {
  let rows: ArchiveRow<"audit-log">[] = [];
  for await (const line of wholeAuditLog(core, { accountId: merchantId })) {
    rows.push({
      at: instant(line.at),
      by: line.by?.name ?? "",
      handle: line.by?.handle ?? "",
      action: line.action,
      subject_kind: line.subjectKind,
      subject_id: line.subjectId,
      detail: JSON.stringify(line.detail),
    });
    if (rows.length < rowsAtATime) continue;
    yield { rows, read: rows.length };
    rows = [];
  }
  yield { rows, read: rows.length };
}

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
