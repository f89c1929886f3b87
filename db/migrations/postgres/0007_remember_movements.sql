ALTER TABLE "ledger_entries" ADD COLUMN "movement" jsonb;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "intent_id" text;--> statement-breakpoint
CREATE INDEX "ledger_entries_to_explain" ON "ledger_entries" USING btree ("intent_id") WHERE attempt_id is null and intent_id is not null;