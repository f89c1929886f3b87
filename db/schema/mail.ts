// Mails that are to be sent. A verb writes the row in its own transaction; a job sends it, once: its tries are in leases.
import { id, index, instant, json, table, text, uniqueIndex } from "../columns";
import { locales } from "./accounts";
import { sql } from "drizzle-orm";

export const mails = table(
  "mails",
  {
    id: id(),
    kind: text().notNull(),
    to: text().notNull(),
    locale: text({ enum: locales }).notNull(),
    /** What its words are filled with: see domain/mail/kinds.ts. */
    content: json<Record<string, unknown>>().notNull(),
    /** The event that this mail tells of: the same event never mails twice. */
    eventKey: text().notNull(),
    /** Of the request that it comes of, as the log has it. */
    requestId: text(),
    sentAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("mails_by_event").on(t.eventKey),
    index("mails_unsent")
      .on(t.createdAt)
      .where(sql`sent_at is null`),
  ],
);
