-- title: the blocks hold every non-blank character of the source once
-- severity: abort
-- A document whose processing failed has no blocks: its row in rejects accounts for it.
SELECT documents.path, documents.document_no, documents.nonblank_chars, held.nonblank_chars AS block_chars
FROM documents
LEFT JOIN (
    SELECT document_id, sum(nonblank_chars)::BIGINT AS nonblank_chars FROM blocks GROUP BY document_id
) AS held USING (document_id)
WHERE coalesce(held.nonblank_chars, 0) <> documents.nonblank_chars
    AND NOT (documents.article_id IS NULL AND held.nonblank_chars IS NULL);
