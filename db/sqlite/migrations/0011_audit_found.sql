DROP INDEX `audit_events_subject`;--> statement-breakpoint
CREATE INDEX `audit_events_person` ON `audit_events` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_action` ON `audit_events` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject`,`at`);