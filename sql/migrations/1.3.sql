-- Rejects that stand begin their history with the run that wrote them last.
INSERT INTO reject_history
SELECT rejects.*, runs.started_at AS first_seen_at, NULL AS resolution, NULL AS resolved_run_id, NULL AS resolved_at
FROM rejects
JOIN runs USING (run_id)
JOIN files USING (path)
WHERE files.state <> 'gone'
ORDER BY ALL;
