-- Blocks, repairs and evidence of the documents. Of rows that come twice the smallest stays. The rows of a load lie
-- in the order of their keys, so that a reader who asks for one document finds it without looking at the others.
CREATE TEMP TABLE shared_blocks AS
SELECT DISTINCT ON (document_id, block_no) *
FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_blocks
    WHERE document_id IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM blocks WHERE document_id IN (SELECT document_id FROM same_documents)
)
ORDER BY ALL;

DELETE FROM blocks WHERE document_id IN (SELECT document_id FROM replaced_documents);

INSERT INTO blocks
SELECT * FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_blocks
    WHERE document_id NOT IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM shared_blocks
)
ORDER BY document_id, block_no;

CREATE TEMP TABLE shared_repairs AS
SELECT DISTINCT ON (document_id, repair_no) *
FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_repairs
    WHERE document_id IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM repairs WHERE document_id IN (SELECT document_id FROM same_documents)
)
ORDER BY ALL;

DELETE FROM repairs WHERE document_id IN (SELECT document_id FROM replaced_documents);

INSERT INTO repairs
SELECT * FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_repairs
    WHERE document_id NOT IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM shared_repairs
)
ORDER BY document_id, repair_no;

CREATE TEMP TABLE shared_evidence AS
SELECT DISTINCT ON (document_id, evidence_no) *
FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_evidence
    WHERE document_id IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM evidence WHERE document_id IN (SELECT document_id FROM same_documents)
)
ORDER BY ALL;

DELETE FROM evidence WHERE document_id IN (SELECT document_id FROM replaced_documents);

INSERT INTO evidence
SELECT * FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_evidence
    WHERE document_id NOT IN (SELECT document_id FROM shared_documents)
    UNION ALL
    SELECT * FROM shared_evidence
)
ORDER BY document_id, evidence_no;
