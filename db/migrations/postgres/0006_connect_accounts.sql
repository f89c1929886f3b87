CREATE TABLE "connected_accounts" (
	"account_id" text PRIMARY KEY NOT NULL,
	"stripe_account_id" text NOT NULL,
	"transfers" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "stripe_account_id" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "application_fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connected_accounts" ADD CONSTRAINT "connected_accounts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connected_accounts_by_stripe_account" ON "connected_accounts" USING btree ("stripe_account_id");--> statement-breakpoint
CREATE INDEX "connected_accounts_by_check" ON "connected_accounts" USING btree ("checked_at");