-- The files of the plan, and the encoding of every file that shares a document with one of them.
CREATE TEMP TABLE file_encodings AS
SELECT documents.path, min(evidence.value) AS encoding
FROM documents JOIN evidence USING (document_id)
WHERE evidence.field = 'encoding'
  AND evidence.is_chosen
  AND documents.document_id IN (SELECT document_id FROM replaced_documents)
GROUP BY documents.path;

CREATE TEMP TABLE planned_files AS
SELECT
    plan.path,
    plan.sha256,
    plan.size_bytes,
    plan.format,
    file_encodings.encoding,
    CASE
        WHEN plan.path IN (SELECT path FROM documents WHERE article_id IS NOT NULL) THEN 'loaded'
        WHEN plan.path IN (SELECT path FROM rejects) THEN 'rejected'
        ELSE 'loaded'
    END AS state,
    coalesce(files.first_seen_at, getvariable('started_at')) AS first_seen_at,
    -- a clock can be set back between two runs
    greatest(getvariable('started_at'), files.first_seen_at, files.last_seen_at) AS last_seen_at,
    NULL::TIMESTAMPTZ AS missing_since
FROM staged_plan AS plan
LEFT JOIN file_encodings USING (path)
LEFT JOIN files USING (path)
WHERE plan.path IN (SELECT path FROM touched_paths);

DELETE FROM files WHERE path IN (SELECT path FROM touched_paths);
INSERT INTO files SELECT * FROM planned_files ORDER BY path;

UPDATE files SET encoding = file_encodings.encoding
FROM file_encodings
WHERE files.path = file_encodings.path
  AND files.path NOT IN (SELECT path FROM touched_paths);

-- Missing files are tombstones, or are kept as they were and only noted; what is there again is as it was.
UPDATE files SET missing_since = coalesce(missing_since, getvariable('started_at'))
WHERE path IN (SELECT path FROM staged_plan WHERE action IN ('gone', 'kept'));

UPDATE files SET state = 'gone'
WHERE path IN (SELECT path FROM staged_plan WHERE action = 'gone');

UPDATE files
SET
    missing_since = NULL,
    state = CASE
        WHEN path IN (SELECT path FROM documents WHERE article_id IS NOT NULL) THEN 'loaded'
        WHEN path IN (SELECT path FROM rejects) THEN 'rejected'
        ELSE 'loaded'
    END
WHERE path IN (SELECT path FROM staged_plan WHERE action = 'returned');
