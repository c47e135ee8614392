ALTER TABLE `measures` ADD `retired_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `measures` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `measures` ADD `retired_because` text;