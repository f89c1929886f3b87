// Who changed what in a shop, the newest first.
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { accounts, people } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/shops";
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
  /** The name of the member that it was done to. */
  subjectName: string | undefined;
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
  const names = await memberNames(
    ctx,
    rows.filter(({ entry }) => entry.subjectKind === "member").map(({ entry }) => entry.subjectId),
  );
  return rows.map(({ entry, name, handle }) => ({
    id: entry.id,
    at: entry.at,
    by: name === null || handle === null ? undefined : { name, handle },
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    subjectName: names.get(entry.subjectId),
    detail: entry.detail,
  }));
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
