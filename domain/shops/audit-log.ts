// Who changed what in a shop, the newest first.
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { accounts, people } from "@/db/schema/accounts";
import { listings, products } from "@/db/schema/catalog";
import { auditEntries } from "@/db/schema/shops";
import { tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { mayActFor } from "./access";

export type AuditLine = {
  id: string;
  at: Instant;
  /** Undefined for what ran by itself. */
  by: { name: string; handle: string } | undefined;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** What it was done to is called: a member's name, a product's title, a tweet's words, whole. */
  subjectName: string | undefined;
  /** Of the product that a tweet offers. */
  offeredTitle: string | undefined;
  detail: Record<string, unknown>;
};

export type AuditAsked = {
  accountId: string;
  /** Only what this person did. */
  personId?: string | undefined;
  action?: string | undefined;
  /** The line that stood last on the page before. */
  after?: string | undefined;
};

export const auditLinesPerPage = 50;
const linesAtOnce = 1000;

/** Nothing for those who may not see it. */
export async function auditLog(
  ctx: Core,
  asked: AuditAsked,
): Promise<{ lines: AuditLine[]; after: string | undefined }> {
  const found = await linesOf(ctx, asked, auditLinesPerPage + 1);
  const lines = found.slice(0, auditLinesPerPage);
  return { lines, after: found.length > auditLinesPerPage ? lines.at(-1)?.id : undefined };
}

/** All of it, a thousand lines at a time, so that a long log is never in memory as a whole. */
export async function* wholeAuditLog(ctx: Core, asked: AuditAsked): AsyncGenerator<AuditLine> {
  for (let after = asked.after; ;) {
    const lines = await linesOf(ctx, { ...asked, after }, linesAtOnce);
    yield* lines;
    if (lines.length < linesAtOnce) return;
    after = lines.at(-1)?.id;
  }
}

async function linesOf(
  ctx: Core,
  { accountId, personId, action, after }: AuditAsked,
  limit: number,
): Promise<AuditLine[]> {
  if (!mayActFor(ctx, accountId, "see-audit-log")) return [];
  const rows = await ctx.db
    .select({ entry: auditEntries, name: accounts.name, handle: accounts.handle })
    .from(auditEntries)
    .leftJoin(people, eq(people.id, auditEntries.personId))
    .leftJoin(accounts, eq(accounts.id, people.accountId))
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        personId ? eq(auditEntries.personId, personId) : undefined,
        action ? eq(auditEntries.action, action) : undefined,
        after ? lt(auditEntries.id, after) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit);
  const idsOf = (kind: string) =>
    rows.filter(({ entry }) => entry.subjectKind === kind).map(({ entry }) => entry.subjectId);
  const names = new Map([
    ...(await memberNames(ctx, idsOf("member"))),
    ...(await productTitles(ctx, idsOf("product"))),
    ...(await tweetWords(ctx, idsOf("tweet"))),
  ]);
  const offered = await offeredTitles(ctx, rows.map(({ entry }) => listingIdOf(entry)).filter(isNamed));
  return rows.map(({ entry, name, handle }) => ({
    id: entry.id,
    at: entry.at,
    by: name === null || handle === null ? undefined : { name, handle },
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    subjectName: names.get(entry.subjectId) || undefined,
    offeredTitle: offered.get(listingIdOf(entry) ?? ""),
    detail: entry.detail,
  }));
}

const isNamed = (id: string | undefined): id is string => id !== undefined;

const listingIdOf = ({ detail }: { detail: Record<string, unknown> }): string | undefined =>
  typeof detail["listingId"] === "string" ? detail["listingId"] : undefined;

async function productTitles(ctx: Core, productIds: string[]): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: products.id, title: products.title })
    .from(products)
    .where(inArray(products.id, [...new Set(productIds)]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function offeredTitles(ctx: Core, listingIds: string[]): Promise<Map<string, string>> {
  if (listingIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: listings.id, title: products.title })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(inArray(listings.id, [...new Set(listingIds)]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function tweetWords(ctx: Core, tweetIds: string[]): Promise<Map<string, string>> {
  if (tweetIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: tweets.id, text: tweets.text })
    .from(tweets)
    .where(inArray(tweets.id, [...new Set(tweetIds)]));
  return new Map(rows.map(({ id, text }) => [id, text]));
}

async function memberNames(ctx: Core, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ personId: people.id, name: accounts.name })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(inArray(people.id, [...new Set(personIds)]));
  return new Map(rows.map(({ personId, name }) => [personId, name]));
}

/** Who has ever changed something here, by name: for choosing among them. */
export async function auditPeople(
  ctx: Core,
  accountId: string,
): Promise<{ personId: string; name: string }[]> {
  if (!mayActFor(ctx, accountId, "see-audit-log")) return [];
  const who = ctx.db
    .selectDistinct({ personId: auditEntries.personId })
    .from(auditEntries)
    .where(eq(auditEntries.accountId, accountId));
  return ctx.db
    .select({ personId: people.id, name: accounts.name })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(inArray(people.id, who))
    .orderBy(accounts.name);
}
