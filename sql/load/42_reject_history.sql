-- Rejects that end, and how: the same row of rejects stands in the file that is there, or it has ended.
CREATE TEMP TABLE ended_rejects AS
SELECT
    history.rowid AS history_row,
    CASE
        WHEN files.state = 'gone' THEN 'gone'
        WHEN history.sha256 <> '' AND history.sha256 <> files.sha256 THEN 'changed'
        WHEN articles.path IS NOT NULL THEN 'passed'
        ELSE 'rejected_otherwise'
    END AS resolution
FROM reject_history AS history
JOIN staged_plan AS plan USING (path)
JOIN files USING (path)
LEFT JOIN (
    SELECT path, document_no FROM documents WHERE article_id IS NOT NULL
    UNION
    SELECT path, NULL FROM documents WHERE article_id IS NOT NULL
) AS articles
    ON articles.path = history.path AND articles.document_no IS NOT DISTINCT FROM history.document_no
LEFT JOIN rejects
    ON rejects.path = history.path
    AND rejects.document_no IS NOT DISTINCT FROM history.document_no
    AND (rejects.sha256, rejects.stage, rejects.reason, rejects.detail, rejects.advice)
    = (history.sha256, history.stage, history.reason, history.detail, history.advice)
WHERE history.resolution IS NULL AND (rejects.path IS NULL OR files.state = 'gone');

UPDATE reject_history
SET
    resolution = ended.resolution,
    resolved_run_id = getvariable('run_id'),
    resolved_at = getvariable('started_at')
FROM ended_rejects AS ended
WHERE reject_history.rowid = ended.history_row;

-- Rejects that begin: new ones, and those of files that are there again.
INSERT INTO reject_history
SELECT
    rejects.* EXCLUDE (run_id),
    if(plan.path IS NULL, rejects.run_id, getvariable('run_id')) AS run_id,
    if(plan.path IS NULL, runs.started_at, getvariable('started_at')) AS first_seen_at,
    NULL AS resolution,
    NULL AS resolved_run_id,
    NULL AS resolved_at
FROM rejects
JOIN files USING (path)
LEFT JOIN staged_plan AS plan USING (path)
LEFT JOIN runs ON runs.run_id = rejects.run_id
ANTI JOIN (SELECT * FROM reject_history WHERE resolution IS NULL) AS history
    ON history.path = rejects.path
    AND rejects.document_no IS NOT DISTINCT FROM history.document_no
    AND (rejects.sha256, rejects.stage, rejects.reason, rejects.detail, rejects.advice)
    = (history.sha256, history.stage, history.reason, history.detail, history.advice)
WHERE files.state <> 'gone'
ORDER BY ALL;
