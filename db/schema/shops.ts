// How a shop is run: who is invited to it, what was changed by whom, its pictures, and its long work.
import { sql } from "drizzle-orm";
import { id, index, instant, integer, json, minor, table, text, uniqueIndex } from "../columns";
import { accounts, people, roles } from "./accounts";

// Somebody was asked to join a shop. The link in the mail is in mail_links, by this id.
export const invitations = table(
  "invitations",
  {
    id: id(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** Lower case. */
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    invitedBy: text()
      .notNull()
      .references(() => people.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    acceptedBy: text().references(() => people.id),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex("invitations_one_open_each")
      .on(t.accountId, t.email)
      .where(sql`accepted_at is null and withdrawn_at is null`),
  ],
);

// Append-only: every change that a member of a shop made, or the operator.
export const auditEntries = table(
  "audit_entries",
  {
    id: id(),
    /** The shop; absent for what the operator changed for all, such as a channel's dates. */
    accountId: text().references(() => accounts.id),
    /** Who did it; absent for what ran by itself. */
    personId: text().references(() => people.id),
    /** What was done, such as product-changed: domain/shops/audit-rules.ts. */
    action: text().notNull(),
    /** What it was done to: a product, a member, a channel ... and its id. */
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    /** What it was and what it is; never a secret, and of shoppers nothing but ids. */
    detail: json<Record<string, unknown>>().notNull(),
    at: instant().notNull(),
  },
  (t) => [index("audit_entries_by_account").on(t.accountId, t.id)],
);

// Pictures that were uploaded, checked and resized. The file is where integrations/media keeps it.
export const media = table(
  "media",
  {
    id: id(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** As pages ask for it, such as /media/NAME.webp. The same picture twice has the same. */
    url: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: integer().notNull(),
    uploadedBy: text().references(() => people.id),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex("media_by_account_and_url").on(t.accountId, t.url)],
);

/** import-trial: what an import would come to · bulk-edit: many products changed at once · archive: all that a shop has. */
export const shopTaskKinds = ["import", "import-trial", "bulk-edit", "archive"] as const;
export const shopTaskStates = ["waiting", "running", "done", "failed"] as const;

// Long work that a member began and that goes on without them: it is done by a job, under a lease.
export const shopTasks = table(
  "shop_tasks",
  {
    id: id(),
    kind: text({ enum: shopTaskKinds }).notNull(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    state: text({ enum: shopTaskStates }).notNull(),
    /** The file that came in, as its owner calls it. */
    fileName: text().notNull().default(""),
    /** Where integrations/media keeps the file that came in, or the one that was made. */
    filePath: text().notNull().default(""),
    /** Bytes or rows, whichever the work counts: how far it is, and how much there is. */
    doneCount: minor().notNull().default(0),
    totalCount: minor().notNull().default(0),
    /** What came of it: the report of an import. */
    report: json<Record<string, unknown>>(),
    /** Of the request that began it, as the log has it. */
    requestId: text(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    endedAt: instant(),
  },
  (t) => [
    index("shop_tasks_by_account").on(t.accountId, t.id),
    index("shop_tasks_open")
      .on(t.createdAt)
      .where(sql`state in ('waiting', 'running')`),
  ],
);
