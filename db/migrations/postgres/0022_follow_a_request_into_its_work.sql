ALTER TABLE "notices" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "monthly_gifts" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "shop_tasks" ADD COLUMN "request_id" text;