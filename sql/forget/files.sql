-- The files that hold the documents $1. One that holds other documents too gets no hash, so that the next run
-- reads it again for those.
SELECT
    path,
    CASE
        WHEN path IN (SELECT path FROM documents WHERE document_id NOT IN (SELECT unnest($1::VARCHAR[]))) THEN ''
        ELSE files.sha256
    END AS sha256,
    files.bytes,
    files.format,
    files.state,
    documents.document_no
FROM documents
JOIN files USING (path)
WHERE documents.document_id IN (SELECT unnest($1::VARCHAR[]))
ORDER BY path, documents.document_no;
