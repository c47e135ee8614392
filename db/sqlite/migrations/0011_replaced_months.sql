CREATE TABLE `replaced_months` (
	`import_id` text NOT NULL,
	`month` text NOT NULL,
	PRIMARY KEY(`import_id`, `month`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "replaced_months_month_check" CHECK(length("replaced_months"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `replaced_months_month` ON `replaced_months` (`month`);