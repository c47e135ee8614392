CREATE TABLE `application_links` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `application_links_application` ON `application_links` (`application_id`);--> statement-breakpoint
CREATE TABLE `application_requests` (
	`id` integer PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `application_requests_account` ON `application_requests` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `application_requests_at` ON `application_requests` (`at`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`profession` text,
	`registration_body` text,
	`registration_number` text,
	`practice_code` text,
	`practice_name` text,
	`practice_found` integer,
	`focus_area` text,
	`why` text,
	`availability` text,
	`started_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`submitted_at` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "applications_profession_check" CHECK("applications"."profession" in ('GP', 'prescribing pharmacist', 'other prescriber', 'non-prescribing pharmacist', 'programme staff')),
	CONSTRAINT "applications_registrationBody_check" CHECK("applications"."registration_body" in ('GMC', 'GPhC', 'NMC', 'HCPC'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_live` ON `applications` (`cohort_id`,`email`) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX `applications_changed` ON `applications` (`changed_at`);--> statement-breakpoint
CREATE TABLE `application_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "application_decisions_decision_check" CHECK("application_decisions"."decision" in ('shortlisted', 'offered', 'waiting list', 'declined'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `application_decisions_application` ON `application_decisions` (`application_id`,`decided_at`);--> statement-breakpoint
CREATE TABLE `letter_templates` (
	`cohort_id` text NOT NULL,
	`letter` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`cohort_id`, `letter`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `application_places` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`number` integer NOT NULL,
	`person_id` text NOT NULL,
	`taken_at` integer NOT NULL,
	`given_back_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `application_places_number` ON `application_places` (`cohort_id`,`number`) WHERE given_back_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `application_places_held` ON `application_places` (`application_id`) WHERE given_back_at is null;--> statement-breakpoint
CREATE TABLE `promise_links` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`promise_id` text NOT NULL,
	`purpose` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`promise_id`) REFERENCES `promises`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "promise_links_purpose_check" CHECK("promise_links"."purpose" in ('answer', 'take back'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `promise_links_promise` ON `promise_links` (`promise_id`);--> statement-breakpoint
CREATE TABLE `promise_questions` (
	`id` text PRIMARY KEY NOT NULL,
	`promise_id` text NOT NULL,
	`question` text NOT NULL,
	`asked_at` integer NOT NULL,
	FOREIGN KEY (`promise_id`) REFERENCES `promises`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `promise_questions_promise` ON `promise_questions` (`promise_id`);--> statement-breakpoint
CREATE TABLE `promise_reminders` (
	`promise_id` text NOT NULL,
	`number` integer NOT NULL,
	`sent_at` integer NOT NULL,
	PRIMARY KEY(`promise_id`, `number`),
	FOREIGN KEY (`promise_id`) REFERENCES `promises`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `promises` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text,
	`email` text,
	`made_at` integer NOT NULL,
	`asked_at` integer,
	`expires_at` integer,
	`answer` text,
	`because` text,
	`answered_at` integer,
	`ended_at` integer,
	`ended` text,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "promises_kind_check" CHECK("promises"."kind" in ('applicant', 'employer', 'prescriber')),
	CONSTRAINT "promises_answer_check" CHECK("promises"."answer" in ('agreed', 'declined', 'not applicable')),
	CONSTRAINT "promises_ended_check" CHECK("promises"."ended" in ('changed by the applicant', 'taken back'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `promises_counting` ON `promises` (`application_id`,`kind`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `promises_application` ON `promises` (`application_id`);--> statement-breakpoint
CREATE INDEX `promises_asked` ON `promises` (`asked_at`);--> statement-breakpoint
ALTER TABLE `cohorts` ADD `applications_open_on` text CONSTRAINT "cohorts_applicationsOpenOn_check" CHECK(length("applications_open_on") = 10);--> statement-breakpoint
ALTER TABLE `cohorts` ADD `applications_close_on` text CONSTRAINT "cohorts_applicationsCloseOn_check" CHECK(length("applications_close_on") = 10);--> statement-breakpoint
ALTER TABLE `cohorts` ADD `seats` integer;--> statement-breakpoint
ALTER TABLE `cohorts` ADD `published_at` integer;--> statement-breakpoint
ALTER TABLE `cohorts` ADD `cancelled_at` integer;--> statement-breakpoint
ALTER TABLE `cohorts` ADD `cancelled_because` text;
