-- Documents and rejects of the planned files take the place of what those files had before.
CREATE TEMP TABLE touched_paths AS
SELECT path FROM staged_plan WHERE action IN ('new', 'changed', 'relabelled');

CREATE TEMP TABLE former_documents AS
SELECT DISTINCT document_id FROM documents WHERE path IN (SELECT path FROM touched_paths);

DELETE FROM documents WHERE path IN (SELECT path FROM touched_paths);
DELETE FROM rejects WHERE path IN (SELECT path FROM touched_paths);

INSERT INTO documents
SELECT * EXCLUDE (batch, row_no) FROM staged_documents ORDER BY path, document_no;

INSERT INTO rejects
SELECT * EXCLUDE (batch, row_no) REPLACE (getvariable('run_id') AS run_id)
FROM staged_rejects
WHERE path IN (SELECT path FROM touched_paths) -- what is left for the next run stays as it is
ORDER BY path, document_no NULLS FIRST, stage, reason, detail;

-- Documents whose rows go: those that come anew and those that no file holds any more.
CREATE TEMP TABLE replaced_documents AS
SELECT DISTINCT document_id FROM staged_documents
UNION
SELECT document_id FROM former_documents WHERE document_id NOT IN (SELECT document_id FROM documents);

-- Documents that a line was taken out of because other articles repeat it.
CREATE TEMP TABLE cut_lines AS
SELECT DISTINCT document_id, raw_text AS line FROM staged_blocks WHERE rule_id = 'corpus.repeated_line';

-- Documents that are already there, made by the same versions: old and new rows count alike, so that
-- it makes no difference which of two files that share a document was loaded first. Not where the corpus had
-- its say: then what comes is to stand.
CREATE TEMP TABLE same_documents AS
SELECT document_id
FROM (SELECT * FROM articles UNION ALL SELECT * FROM spare_articles)
WHERE document_id IN (SELECT document_id FROM staged_documents)
  AND pipeline_version = getvariable('pipeline_version')
  AND rules_version = getvariable('rules_version')
  AND document_id NOT IN (SELECT document_id FROM blocks WHERE rule_id = 'corpus.repeated_line')
  AND document_id NOT IN (SELECT document_id FROM cut_lines)
  AND NOT getvariable('is_relabelling');

-- Documents whose rows come more than once and are to be loaded once.
CREATE TEMP TABLE shared_documents AS
SELECT document_id FROM staged_documents GROUP BY document_id HAVING count(*) > 1
UNION
SELECT document_id FROM same_documents;
