CREATE TABLE `tallies` (
	`of` text PRIMARY KEY NOT NULL,
	`counts` text NOT NULL,
	`up_to` text NOT NULL
);
