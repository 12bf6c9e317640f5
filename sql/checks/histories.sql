-- title: rejects that stand are open in their history, and revisions tell what took a version's place
-- severity: abort
WITH standing AS (
    SELECT rejects.* EXCLUDE (run_id) FROM rejects JOIN files USING (path) WHERE files.state <> 'gone'
),

open_ones AS (
    SELECT path, document_no, sha256, stage, reason, detail, advice FROM reject_history WHERE resolution IS NULL
)

SELECT 'reject without an open history' AS problem, path, document_no
FROM (FROM standing EXCEPT ALL FROM open_ones)
UNION ALL
SELECT 'open history without a reject', path, document_no
FROM (FROM open_ones EXCEPT ALL FROM standing)
UNION ALL
SELECT 'half resolved', path, document_no
FROM reject_history
WHERE (resolution IS NULL) <> (resolved_run_id IS NULL) OR (resolution IS NULL) <> (resolved_at IS NULL)
UNION ALL
SELECT 'reject_history.run_id', path, document_no
FROM reject_history
WHERE run_id NOT IN (SELECT run_id FROM runs) OR resolved_run_id NOT IN (SELECT run_id FROM runs)
UNION ALL
SELECT 'article_revisions.run_id', path, document_no
FROM article_revisions
WHERE run_id NOT IN (SELECT run_id FROM runs)
UNION ALL
SELECT 'article_revisions', path, document_no
FROM article_revisions
WHERE (outcome = 'revised') <> (later_article_id IS NOT NULL)
    OR (outcome = 'revised') <> (words_added IS NOT NULL AND words_removed IS NOT NULL)
    OR later_document_id IS NOT DISTINCT FROM document_id
    OR (later_document_id IS NULL AND later_article_id IS NOT NULL)
    OR revision_no < 1
    OR words_added < 0
    OR words_removed < 0
    OR path NOT IN (SELECT path FROM files);
