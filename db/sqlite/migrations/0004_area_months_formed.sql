CREATE TABLE `area_months_formed` (
	`month` text PRIMARY KEY NOT NULL,
	`definition_version` text NOT NULL,
	`formed_at` integer NOT NULL,
	CONSTRAINT "area_months_formed_month_check" CHECK(length("area_months_formed"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `area_figures_month` ON `area_figures` (`month`);