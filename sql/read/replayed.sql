-- $1 is a run, $2 are the paths that it tried again.
SELECT
    count(*) FILTER (WHERE resolved_run_id = $1 AND resolution = 'passed') AS passed,
    count(*) FILTER (WHERE resolved_run_id = $1 AND resolution <> 'passed') AS otherwise,
    count(*) FILTER (WHERE resolution IS NULL AND run_id <> $1) AS still
FROM reject_history
WHERE list_contains($2, path);
