CREATE TABLE `attendance` (
	`session_id` text NOT NULL,
	`person_id` text NOT NULL,
	`mark` text NOT NULL,
	`marked_by` text NOT NULL,
	`marked_at` integer NOT NULL,
	PRIMARY KEY(`session_id`, `person_id`),
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marked_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendance_mark_check" CHECK("attendance"."mark" in ('present', 'apologies', 'absent'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `attendance_person` ON `attendance` (`person_id`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`details` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject`);--> statement-breakpoint
CREATE TABLE `failed_sign_ins` (
	`id` integer PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `failed_sign_ins_account` ON `failed_sign_ins` (`account`,`at`);--> statement-breakpoint
CREATE TABLE `one_time_links` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`purpose` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "one_time_links_purpose_check" CHECK("one_time_links"."purpose" in ('invitation', 'password reset'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `one_time_links_person` ON `one_time_links` (`person_id`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`person_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `role_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`cohort_id` text,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_grants_role_check" CHECK("role_grants"."role" in ('facilitator', 'reviewer', 'admin'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `role_grants_person` ON `role_grants` (`person_id`);--> statement-breakpoint
CREATE TABLE `sign_in_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`browser` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `sign_in_sessions_person` ON `sign_in_sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `case_studies` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`author_id` text NOT NULL,
	`project_id` text,
	`title` text NOT NULL,
	`started_at` integer NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_studies_author` ON `case_studies` (`author_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `case_studies_cohort_author` ON `case_studies` (`cohort_id`,`author_id`);--> statement-breakpoint
CREATE TABLE `case_study_sections` (
	`case_study_id` text NOT NULL,
	`section` text NOT NULL,
	`body` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`case_study_id`, `section`),
	FOREIGN KEY (`case_study_id`) REFERENCES `case_studies`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `reviews` (
	`submission_id` text PRIMARY KEY NOT NULL,
	`decision` text NOT NULL,
	`comments` text NOT NULL,
	`reviewed_by` text NOT NULL,
	`reviewed_at` integer NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reviews_decision_check" CHECK("reviews"."decision" in ('accepted', 'returned'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`case_study_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`sections` text NOT NULL,
	`submitted_by` text NOT NULL,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`case_study_id`) REFERENCES `case_studies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_number` ON `submissions` (`case_study_id`,`number`);--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`person_id` text,
	`cohort_id` text NOT NULL,
	`case_study_id` text NOT NULL,
	`facts` text NOT NULL,
	`awarded_by` text NOT NULL,
	`awarded_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_study_id`) REFERENCES `case_studies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`awarded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_code_unique` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_caseStudyId_unique` ON `certificates` (`case_study_id`);--> statement-breakpoint
CREATE INDEX `certificates_person` ON `certificates` (`person_id`);--> statement-breakpoint
CREATE TABLE `cohort_members` (
	`cohort_id` text NOT NULL,
	`person_id` text NOT NULL,
	`practice_code` text,
	`enrolled_by` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	PRIMARY KEY(`cohort_id`, `person_id`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`practice_code`) REFERENCES `practices`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `cohort_members_person` ON `cohort_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `cohorts` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`started_at` integer NOT NULL,
	CONSTRAINT "cohorts_startsOn_check" CHECK(length("cohorts"."starts_on") = 10),
	CONSTRAINT "cohorts_endsOn_check" CHECK(length("cohorts"."ends_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE TABLE `installation` (
	`name` text PRIMARY KEY NOT NULL,
	`demonstration` integer NOT NULL,
	`filled_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `mail_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`occasion` text NOT NULL,
	`to_name` text NOT NULL,
	`to_email` text NOT NULL,
	`subject` text NOT NULL,
	`body` text,
	`queued_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer,
	`sent_at` integer,
	`failure` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_messages_occasion_unique` ON `mail_messages` (`occasion`);--> statement-breakpoint
CREATE INDEX `mail_messages_due` ON `mail_messages` (`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `measures` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`prescribing_measure` text,
	`practice_code` text,
	`every` text NOT NULL,
	`value_kind` text NOT NULL,
	`numerator_means` text NOT NULL,
	`denominator_means` text,
	`unit` text NOT NULL,
	`decimals` integer NOT NULL,
	`direction` text NOT NULL,
	`target` real,
	`starts_on` text NOT NULL,
	`defined_by` text NOT NULL,
	`defined_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`practice_code`) REFERENCES `practices`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`defined_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "measures_kind_check" CHECK("measures"."kind" in ('outcome', 'process', 'balancing')),
	CONSTRAINT "measures_source_check" CHECK("measures"."source" in ('prescribing', 'typed')),
	CONSTRAINT "measures_every_check" CHECK("measures"."every" in ('week', 'month')),
	CONSTRAINT "measures_valueKind_check" CHECK("measures"."value_kind" in ('count', 'percentage')),
	CONSTRAINT "measures_direction_check" CHECK("measures"."direction" in ('lower', 'higher', 'none')),
	CONSTRAINT "measures_startsOn_check" CHECK(length("measures"."starts_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `measures_project` ON `measures` (`project_id`);--> statement-breakpoint
CREATE TABLE `points` (
	`measure_id` text NOT NULL,
	`period` text NOT NULL,
	`numerator` real NOT NULL,
	`denominator` real,
	`note` text,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`measure_id`, `period`),
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "points_period_check" CHECK(length("points"."period") = 10)
) STRICT;
--> statement-breakpoint
CREATE TABLE `cycle_decisions` (
	`cycle_id` text PRIMARY KEY NOT NULL,
	`decision` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cycle_decisions_decision_check" CHECK("cycle_decisions"."decision" in ('adopt', 'adapt', 'abandon'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `cycle_decisions_decision` ON `cycle_decisions` (`decision`);--> statement-breakpoint
CREATE TABLE `cycle_stages` (
	`cycle_id` text NOT NULL,
	`stage` text NOT NULL,
	`notes` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `stage`),
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cycle_stages_stage_check" CHECK("cycle_stages"."stage" in ('do', 'study', 'act'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `cycles` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`question` text NOT NULL,
	`change` text NOT NULL,
	`prediction` text NOT NULL,
	`scale` text NOT NULL,
	`measure_id` text,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`planned_by` text NOT NULL,
	`planned_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`planned_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cycles_scale_check" CHECK("cycles"."scale" in ('one patient', 'one clinician', 'one session', 'the practice', 'several practices')),
	CONSTRAINT "cycles_startsOn_check" CHECK(length("cycles"."starts_on") = 10),
	CONSTRAINT "cycles_endsOn_check" CHECK(length("cycles"."ends_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cycles_project_number` ON `cycles` (`project_id`,`number`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`profession` text NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "people_profession_check" CHECK("people"."profession" in ('GP', 'prescribing pharmacist', 'other prescriber', 'non-prescribing pharmacist', 'programme staff'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `practice_memberships` (
	`person_id` text NOT NULL,
	`practice_code` text NOT NULL,
	`started_on` text NOT NULL,
	`ended_on` text,
	PRIMARY KEY(`person_id`, `practice_code`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`practice_code`) REFERENCES `practices`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "practice_memberships_startedOn_check" CHECK(length("practice_memberships"."started_on") = 10),
	CONSTRAINT "practice_memberships_endedOn_check" CHECK(length("practice_memberships"."ended_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE TABLE `practices` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_problems` (
	`import_id` text NOT NULL,
	`position` integer NOT NULL,
	`level` text NOT NULL,
	`line` integer,
	`column` text,
	`code` text NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`import_id`, `position`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_problems_level_check" CHECK("import_problems"."level" in ('note', 'warning', 'error'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
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
	CONSTRAINT "imports_kind_check" CHECK("imports"."kind" in ('epd', 'list'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_sha256` ON `imports` (`sha256`);--> statement-breakpoint
CREATE INDEX `imports_published` ON `imports` (`published_at`);--> statement-breakpoint
CREATE TABLE `list_sizes` (
	`practice_code` text NOT NULL,
	`month` text NOT NULL,
	`import_id` text NOT NULL,
	`patients` integer NOT NULL,
	PRIMARY KEY(`practice_code`, `month`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "list_sizes_month_check" CHECK(length("list_sizes"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `list_sizes_import` ON `list_sizes` (`import_id`,`month`);--> statement-breakpoint
CREATE TABLE `practice_months` (
	`practice_code` text NOT NULL,
	`month` text NOT NULL,
	`import_id` text NOT NULL,
	`rows` integer NOT NULL,
	`sums` text NOT NULL,
	PRIMARY KEY(`practice_code`, `month`, `import_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "practice_months_month_check" CHECK(length("practice_months"."month") = 7)
) STRICT;
--> statement-breakpoint
CREATE INDEX `practice_months_import` ON `practice_months` (`import_id`,`month`);--> statement-breakpoint
CREATE TABLE `aims` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`change` text NOT NULL,
	`from_value` real,
	`to_value` real NOT NULL,
	`unit` text NOT NULL,
	`by_when` text NOT NULL,
	`for_whom` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "aims_byWhen_check" CHECK(length("aims"."by_when") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `aims_project` ON `aims` (`project_id`,`set_at`);--> statement-breakpoint
CREATE TABLE `project_members` (
	`project_id` text NOT NULL,
	`person_id` text NOT NULL,
	`part` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`project_id`, `person_id`),
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "project_members_part_check" CHECK("project_members"."part" in ('lead', 'member'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `project_members_person` ON `project_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`practice_code` text,
	`title` text NOT NULL,
	`focus_area` text NOT NULL,
	`problem` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`practice_code`) REFERENCES `practices`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `projects_cohort` ON `projects` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`held_on` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`place` text NOT NULL,
	`join_url` text,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_kind_check" CHECK("sessions"."kind" in ('masterclass', 'collaborative session', 'celebration')),
	CONSTRAINT "sessions_heldOn_check" CHECK(length("sessions"."held_on") = 10)
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_cohort` ON `sessions` (`cohort_id`,`held_on`);