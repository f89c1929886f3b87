CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"evidence_due_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "status_before_dispute" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "is_charged_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_attempt_id_payment_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."payment_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_by_stripe_dispute" ON "disputes" USING btree ("stripe_dispute_id");--> statement-breakpoint
CREATE INDEX "disputes_by_attempt" ON "disputes" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "disputes_by_subject" ON "disputes" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "disputes_to_answer" ON "disputes" USING btree ("evidence_due_at") WHERE status in ('inquiry', 'needs-response');