-- What a plan has to know of every file: path, hash, state, format, whether it is missing, and if so, whether something of
-- it was made by other stages or rules than the last run's, so that it is processed anew when it is there again.
WITH missing AS (SELECT path FROM files WHERE state = 'gone' OR missing_since IS NOT NULL),

last_run AS (SELECT pipeline_version, rules_version FROM runs ORDER BY rowid DESC LIMIT 1),

makings AS (
    SELECT documents.path, versions.pipeline_version, versions.rules_version
    FROM documents
    SEMI JOIN missing USING (path)
    JOIN (
        SELECT document_id, pipeline_version, rules_version FROM articles
        UNION ALL
        SELECT document_id, pipeline_version, rules_version FROM spare_articles
    ) AS versions USING (document_id)
    UNION ALL
    SELECT rejects.path, runs.pipeline_version, runs.rules_version
    FROM rejects
    SEMI JOIN missing USING (path)
    LEFT JOIN runs USING (run_id)
),

stale AS (
    SELECT makings.path
    FROM makings, last_run
    WHERE (makings.pipeline_version, makings.rules_version)
        IS DISTINCT FROM (last_run.pipeline_version, last_run.rules_version)
)

SELECT
    path,
    sha256,
    state,
    format,
    path IN (SELECT path FROM missing) AS is_missing,
    path IN (SELECT path FROM stale) AS is_stale
FROM files
ORDER BY path;
