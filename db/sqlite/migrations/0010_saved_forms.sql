CREATE TABLE `saved_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`place` text,
	`typed` text NOT NULL,
	`led_to` text,
	`notice` text,
	`saved_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `saved_forms_place` ON `saved_forms` (`place`,`typed`);--> statement-breakpoint
CREATE INDEX `saved_forms_saved_at` ON `saved_forms` (`saved_at`);