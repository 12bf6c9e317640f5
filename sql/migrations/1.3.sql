-- Times were taken as the clock gave them; since 1.3 none is earlier than the one before it.
UPDATE files SET last_seen_at = first_seen_at WHERE last_seen_at < first_seen_at;
UPDATE runs SET finished_at = started_at WHERE finished_at < started_at;
