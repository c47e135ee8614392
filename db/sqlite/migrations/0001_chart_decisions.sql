CREATE TABLE `chart_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`measure_id` text NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`value` real,
	`reason` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	`undone_by` text,
	`undone_at` integer,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "chart_decisions_kind_check" CHECK("chart_decisions"."kind" in ('baseline', 'phase', 'exclusion', 'target')),
	CONSTRAINT "chart_decisions_period_check" CHECK(length("chart_decisions"."period") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `chart_decisions_measure` ON `chart_decisions` (`measure_id`);--> statement-breakpoint
CREATE TABLE `point_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`measure_id` text NOT NULL,
	`period` text NOT NULL,
	`numerator` real NOT NULL,
	`denominator` real,
	`note` text,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	`reason` text NOT NULL,
	`corrected_by` text NOT NULL,
	`corrected_at` integer NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`corrected_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "point_corrections_period_check" CHECK(length("point_corrections"."period") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `point_corrections_measure` ON `point_corrections` (`measure_id`,`period`);