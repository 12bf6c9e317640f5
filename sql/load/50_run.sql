-- The run itself: that it is here says that its rows are.
INSERT INTO runs
SELECT
    getvariable('run_id'),
    getvariable('started_at'),
    greatest(getvariable('started_at'), getvariable('finished_at')), -- a clock can be set back meanwhile
    getvariable('raw_folder'),
    getvariable('pipeline_version'),
    getvariable('rules_version'),
    getvariable('files_seen'),
    count(*) FILTER (WHERE action = 'new'),
    count(*) FILTER (WHERE action = 'changed'),
    count(*) FILTER (WHERE action = 'gone'),
    (SELECT count(DISTINCT article_id) FROM staged_versions),
    (SELECT count(*) FROM staged_rejects WHERE path IN (SELECT path FROM touched_paths)),
    count(*) FILTER (WHERE action = 'returned'),
    -- a relabelling does no file again whose documents were not read: what is said of those stays as it was said
    CASE
        WHEN getvariable('is_relabelling') THEN (SELECT fingerprint FROM runs ORDER BY rowid DESC LIMIT 1)
        ELSE getvariable('run_fingerprint')
    END
FROM staged_plan;
