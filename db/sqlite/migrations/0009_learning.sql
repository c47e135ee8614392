CREATE TABLE `bookmarks` (
	`person_id` text NOT NULL,
	`subject` text NOT NULL,
	`kept_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `subject`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `check_answers` (
	`attempt_id` text NOT NULL,
	`question` text NOT NULL,
	`position` integer NOT NULL,
	`option` text NOT NULL,
	`right` integer NOT NULL,
	`question_text` text NOT NULL,
	`option_text` text NOT NULL,
	PRIMARY KEY(`attempt_id`, `question`),
	FOREIGN KEY (`attempt_id`) REFERENCES `check_attempts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `check_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`page` text NOT NULL,
	`attempted_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `check_attempts_person` ON `check_attempts` (`person_id`,`page`,`attempted_at`);--> statement-breakpoint
CREATE TABLE `confidence_ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`programme` text NOT NULL,
	`rated_at` integer NOT NULL,
	`ratings` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `confidence_ratings_person` ON `confidence_ratings` (`person_id`,`programme`,`rated_at`);--> statement-breakpoint
CREATE TABLE `read_items` (
	`person_id` text NOT NULL,
	`page` text NOT NULL,
	`item` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `page`, `item`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `reflections` (
	`person_id` text NOT NULL,
	`page` text NOT NULL,
	`prompt` text NOT NULL,
	`prompt_text` text NOT NULL,
	`text` text NOT NULL,
	`written_at` integer NOT NULL,
	`shared_at` integer,
	PRIMARY KEY(`person_id`, `page`, `prompt`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
