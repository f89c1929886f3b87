CREATE TABLE "monthly_gifts" (
	"id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"nonprofit_id" text NOT NULL,
	"cause_id" text NOT NULL,
	"donor_key" text NOT NULL,
	"person_id" text,
	"email" text NOT NULL,
	"donor_name" text NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"locale" text NOT NULL,
	"currency" text NOT NULL,
	"gift_minor" bigint NOT NULL,
	"covered_fee_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"keeps_card" boolean NOT NULL,
	"tweet_id" text,
	"confirm_params" jsonb NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	"changes_at_stripe" integer DEFAULT 0 NOT NULL,
	"stripe_customer_id" text,
	"stripe_subscription_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"begun_at" timestamp (3) with time zone,
	"renews_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"failure_code" text,
	"check_at" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "donations_one_under_way";--> statement-breakpoint
ALTER TABLE "donations" ADD COLUMN "monthly_gift_id" text;--> statement-breakpoint
ALTER TABLE "donations" ADD COLUMN "stripe_invoice_id" text;--> statement-breakpoint
ALTER TABLE "monthly_gifts" ADD CONSTRAINT "monthly_gifts_nonprofit_id_accounts_id_fk" FOREIGN KEY ("nonprofit_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_gifts" ADD CONSTRAINT "monthly_gifts_cause_id_causes_id_fk" FOREIGN KEY ("cause_id") REFERENCES "public"."causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_gifts" ADD CONSTRAINT "monthly_gifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "monthly_gifts_by_subscription" ON "monthly_gifts" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "monthly_gifts_one_under_way" ON "monthly_gifts" USING btree ("donor_key","cause_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "monthly_gifts_by_donor" ON "monthly_gifts" USING btree ("donor_key","id");--> statement-breakpoint
CREATE INDEX "monthly_gifts_by_person" ON "monthly_gifts" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "monthly_gifts_to_check" ON "monthly_gifts" USING btree ("check_at");--> statement-breakpoint
ALTER TABLE "donations" ADD CONSTRAINT "donations_monthly_gift_id_monthly_gifts_id_fk" FOREIGN KEY ("monthly_gift_id") REFERENCES "public"."monthly_gifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "donations_by_invoice" ON "donations" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "donations_by_monthly_gift" ON "donations" USING btree ("monthly_gift_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "donations_one_under_way" ON "donations" USING btree ("donor_key","cause_id") WHERE status = 'pending' and monthly_gift_id is null;