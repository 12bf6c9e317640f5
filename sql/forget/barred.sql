-- Documents of the shards that were forgotten, by themselves or as the same article.
CREATE TEMP TABLE barred_documents AS
SELECT DISTINCT path, document_no, document_id, article_id
FROM staged_documents
WHERE document_id IN (SELECT document_id FROM forgotten)
    OR article_id IN (SELECT article_id FROM forgotten WHERE article_id IS NOT NULL);
