CREATE TABLE `mail_wishes` (
	`person_id` text NOT NULL,
	`topic` text NOT NULL,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `topic`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `area_figures` (
	`area` text NOT NULL,
	`measure` text NOT NULL,
	`month` text NOT NULL,
	`practices` integer NOT NULL,
	`numerator` real NOT NULL,
	`denominator` real NOT NULL,
	`deciles` text,
	PRIMARY KEY(`area`, `measure`, `month`),
	FOREIGN KEY (`area`) REFERENCES `areas`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "area_figures_month_check" CHECK(length("area_figures"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE TABLE `area_months_due` (
	`month` text PRIMARY KEY NOT NULL,
	`asked_at` integer NOT NULL,
	CONSTRAINT "area_months_due_month_check" CHECK(length("area_months_due"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE TABLE `areas` (
	`code` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	CONSTRAINT "areas_kind_check" CHECK("areas"."kind" in ('country', 'sub-ICB location'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `downloaded_values` (
	`practice_code` text NOT NULL,
	`measure` text NOT NULL,
	`month` text NOT NULL,
	`import_id` text NOT NULL,
	`numerator` real NOT NULL,
	`denominator` real,
	PRIMARY KEY(`practice_code`, `measure`, `month`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "downloaded_values_month_check" CHECK(length("downloaded_values"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `downloaded_values_import` ON `downloaded_values` (`import_id`);--> statement-breakpoint
CREATE TABLE `import_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`measure` text,
	`replaces` integer NOT NULL,
	`only_practices` text,
	`bytes` real,
	`bytes_read` real NOT NULL,
	`rows_read` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`heard_at` integer NOT NULL,
	`cancelled_by` text,
	`finished_at` integer,
	`result` text,
	`import_id` text,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_runs_source_check" CHECK("import_runs"."source" in ('command', 'upload', 'inbox', 'demonstration')),
	CONSTRAINT "import_runs_state_check" CHECK("import_runs"."state" in ('waiting', 'reading', 'storing', 'finished', 'cancelled', 'failed'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_runs_started` ON `import_runs` (`started_at`);--> statement-breakpoint
CREATE INDEX `import_runs_state` ON `import_runs` (`state`);--> statement-breakpoint
CREATE TABLE `network_practices` (
	`network_code` text NOT NULL,
	`practice_code` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`network_code`, `practice_code`),
	FOREIGN KEY (`network_code`) REFERENCES `networks`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `networks` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `practice_successors` (
	`id` text PRIMARY KEY NOT NULL,
	`practice_code` text NOT NULL,
	`successor_code` text NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`source` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`undone_by` text,
	`undone_at` integer,
	CONSTRAINT "practice_successors_kind_check" CHECK("practice_successors"."kind" in ('merged', 'closed', 'renumbered')),
	CONSTRAINT "practice_successors_fromDay_check" CHECK(length("practice_successors"."from_day") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `practice_successors_practice` ON `practice_successors` (`practice_code`);--> statement-breakpoint
CREATE INDEX `practice_successors_successor` ON `practice_successors` (`successor_code`);--> statement-breakpoint
CREATE TABLE `presentation_months` (
	`practice_code` text NOT NULL,
	`month` text NOT NULL,
	`presentation` text NOT NULL,
	`import_id` text NOT NULL,
	`items` real NOT NULL,
	`quantity` real NOT NULL,
	`quantity_over300` real NOT NULL,
	`cost` real NOT NULL,
	PRIMARY KEY(`practice_code`, `month`, `presentation`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "presentation_months_month_check" CHECK(length("presentation_months"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `presentation_months_import` ON `presentation_months` (`import_id`);--> statement-breakpoint
CREATE TABLE `presentations` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `registered_practices` (
	`code` text NOT NULL,
	`import_id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`opened_on` text,
	`closed_on` text,
	`commissioner` text,
	`setting` text,
	`postcode` text,
	PRIMARY KEY(`import_id`, `code`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "registered_practices_status_check" CHECK("registered_practices"."status" in ('active', 'closed', 'dormant', 'proposed')),
	CONSTRAINT "registered_practices_openedOn_check" CHECK(length("registered_practices"."opened_on") = 10),
	CONSTRAINT "registered_practices_closedOn_check" CHECK(length("registered_practices"."closed_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `registered_practices_name` ON `registered_practices` (`import_id`,`name`);--> statement-breakpoint
CREATE TABLE `__new_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`definition_version` text NOT NULL,
	`rows_read` integer NOT NULL,
	`rows_used` integer NOT NULL,
	`rows_rejected` integer NOT NULL,
	`practices` integer NOT NULL,
	`months` text NOT NULL,
	`only_practices` text,
	`replaces` integer NOT NULL,
	`imported_by` text NOT NULL,
	`imported_at` integer NOT NULL,
	`published_at` integer,
	`source` text,
	`kept_file` text,
	`undone_by` text,
	`undone_at` integer,
	CONSTRAINT "imports_kind_check" CHECK("__new_imports"."kind" in ('epd', 'list', 'register', 'openprescribing')),
	CONSTRAINT "imports_source_check" CHECK("__new_imports"."source" in ('command', 'upload', 'inbox', 'demonstration'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_imports`("id", "kind", "file_name", "sha256", "definition_version", "rows_read", "rows_used", "rows_rejected", "practices", "months", "only_practices", "replaces", "imported_by", "imported_at", "published_at") SELECT "id", "kind", "file_name", "sha256", "definition_version", "rows_read", "rows_used", "rows_rejected", "practices", "months", "only_practices", "replaces", "imported_by", "imported_at", "published_at" FROM `imports`;--> statement-breakpoint
DROP TABLE `imports`;--> statement-breakpoint
ALTER TABLE `__new_imports` RENAME TO `imports`;--> statement-breakpoint
CREATE INDEX `imports_sha256` ON `imports` (`sha256`);--> statement-breakpoint
CREATE INDEX `imports_published` ON `imports` (`published_at`);--> statement-breakpoint
ALTER TABLE `practice_months` ADD `commissioner` text;