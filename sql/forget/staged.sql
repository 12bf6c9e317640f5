-- What is loaded without the documents that were forgotten: their files are told why in rejects.
ALTER VIEW staged_documents RENAME TO shards_documents;
ALTER VIEW staged_articles RENAME TO shards_articles;
ALTER VIEW staged_sentences RENAME TO shards_sentences;
ALTER VIEW staged_blocks RENAME TO shards_blocks;
ALTER VIEW staged_repairs RENAME TO shards_repairs;
ALTER VIEW staged_evidence RENAME TO shards_evidence;
ALTER VIEW staged_rejects RENAME TO shards_rejects;

CREATE TEMP VIEW staged_documents AS
SELECT * FROM shards_documents WHERE document_id NOT IN (SELECT document_id FROM barred_documents);

CREATE TEMP VIEW staged_articles AS
SELECT * FROM shards_articles WHERE document_id NOT IN (SELECT document_id FROM barred_documents);

CREATE TEMP VIEW staged_sentences AS
SELECT * FROM shards_sentences
WHERE article_id NOT IN (SELECT article_id FROM barred_documents WHERE article_id IS NOT NULL);

CREATE TEMP VIEW staged_blocks AS
SELECT * FROM shards_blocks WHERE document_id NOT IN (SELECT document_id FROM barred_documents);

CREATE TEMP VIEW staged_repairs AS
SELECT * FROM shards_repairs WHERE document_id NOT IN (SELECT document_id FROM barred_documents);

CREATE TEMP VIEW staged_evidence AS
SELECT * FROM shards_evidence WHERE document_id NOT IN (SELECT document_id FROM barred_documents);

CREATE TEMP VIEW staged_rejects AS
SELECT * FROM shards_rejects
WHERE NOT EXISTS (
    SELECT 1 FROM barred_documents AS barred
    WHERE barred.path = shards_rejects.path AND barred.document_no = shards_rejects.document_no
)
UNION ALL
SELECT
    barred.path,
    barred.document_no,
    plan.sha256,
    'load' AS stage,
    'forgotten' AS reason,
    getvariable('forgotten_detail') AS detail,
    getvariable('forgotten_advice') AS advice,
    NULL AS run_id,
    'forgotten' AS batch,
    row_number() OVER (ORDER BY barred.path, barred.document_no) AS row_no
FROM barred_documents AS barred
JOIN staged_plan AS plan USING (path);
