CREATE TABLE `measure_wordings` (
	`id` text PRIMARY KEY NOT NULL,
	`measure_id` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`numerator_means` text NOT NULL,
	`denominator_means` text,
	`unit` text NOT NULL,
	`direction` text NOT NULL,
	`target` real,
	`reason` text NOT NULL,
	`reworded_by` text NOT NULL,
	`reworded_at` integer NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reworded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "measure_wordings_kind_check" CHECK("measure_wordings"."kind" in ('outcome', 'process', 'balancing')),
	CONSTRAINT "measure_wordings_direction_check" CHECK("measure_wordings"."direction" in ('lower', 'higher', 'none'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `measure_wordings_measure` ON `measure_wordings` (`measure_id`);