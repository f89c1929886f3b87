// What of a shop's archive is about the shop: its terms, catalogue, delivery, channels, team and log.
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { accounts, members, merchants, people } from "@/db/schema/accounts";
import { deliveryMethods, listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { deliveryIn } from "@/domain/catalog/currency-rules";
import { asKnownAt, lifeOfAll } from "@/domain/channels/date-rules";
import { programmeInForce } from "@/domain/channels/lives";
import type { Core } from "@/domain/context";
import { plainAmount } from "@/domain/money";
import { wholeAuditLog } from "@/domain/shops/audit-log";
import {
  type ArchivedShop,
  type ArchiveRow,
  type Batch,
  byId,
  instant,
  mapped,
  rowsAtATime,
  type TableReader,
} from "./table-readers";

export async function* shopTable({ db }: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"shop">> {
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

export const pricesTable: TableReader<"prices"> = (core, { merchantId }) =>
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

export const listingsTable: TableReader<"listings"> = (core, { merchantId }) =>
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

export const deliveryTable: TableReader<"delivery"> = (core, { merchantId }) =>
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
export async function* channelsTable(
  core: Core,
  { merchantId }: ArchivedShop,
): AsyncGenerator<Batch<"channels">> {
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
      const life = lifeOfAll([programme, asKnownAt(channel, now), asKnownAt(connection, now)]);
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

export async function* teamTable({ db }: Core, { merchantId }: ArchivedShop): AsyncGenerator<Batch<"team">> {
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
export async function* auditTable(
  core: Core,
  { merchantId }: ArchivedShop,
): AsyncGenerator<Batch<"audit-log">> {
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
