ALTER TABLE `import_runs` ADD `waits_at` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `undone_because` text;