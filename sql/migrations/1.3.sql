-- Rejects that stand begin their history with the run that wrote them last.
INSERT INTO reject_history
SELECT rejects.*, runs.started_at AS first_seen_at, NULL AS resolution, NULL AS resolved_run_id, NULL AS resolved_at
FROM rejects
JOIN runs USING (run_id)
JOIN files USING (path)
WHERE files.state <> 'gone'
ORDER BY ALL;
-- Times were taken as the clock gave them; since 1.3 none is earlier than the one before it.
UPDATE files SET last_seen_at = first_seen_at WHERE last_seen_at < first_seen_at;
UPDATE runs SET finished_at = started_at WHERE finished_at < started_at;
