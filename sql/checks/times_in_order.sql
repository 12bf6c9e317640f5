-- title: nothing was last seen before it was first seen, no run ended before it began
-- severity: abort
SELECT 'files' AS table_name, path AS id FROM files WHERE last_seen_at < first_seen_at
UNION ALL
SELECT 'runs', run_id FROM runs WHERE finished_at < started_at;
