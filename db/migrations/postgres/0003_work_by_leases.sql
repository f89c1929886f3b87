CREATE TABLE "leases" (
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"held_by" text,
	"free_at" timestamp (3) with time zone NOT NULL,
	"tries" integer NOT NULL,
	"last_error" text,
	"given_up_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "leases_kind_subject_id_pk" PRIMARY KEY("kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "leases_held" ON "leases" USING btree ("held_by") WHERE held_by is not null;--> statement-breakpoint
CREATE INDEX "leases_given_up" ON "leases" USING btree ("given_up_at") WHERE given_up_at is not null;--> statement-breakpoint
CREATE INDEX "leases_by_age" ON "leases" USING btree ("free_at");--> statement-breakpoint
CREATE INDEX "tries_by_age" ON "tries" USING btree ("expire");--> statement-breakpoint
ALTER TABLE "mails" DROP COLUMN "attempts";--> statement-breakpoint
ALTER TABLE "mails" DROP COLUMN "next_attempt_at";--> statement-breakpoint
ALTER TABLE "mails" DROP COLUMN "last_error";--> statement-breakpoint
ALTER TABLE "stripe_events" DROP COLUMN "attempts";--> statement-breakpoint
ALTER TABLE "stripe_events" DROP COLUMN "last_error";