CREATE TABLE "tallies" (
	"of" text PRIMARY KEY NOT NULL,
	"counts" jsonb NOT NULL,
	"up_to" text NOT NULL
);
