-- The documents that corrections are about, by their path or their id.
WITH targets AS (SELECT unnest(?::VARCHAR[]) AS target)

SELECT documents.path, documents.document_id, documents.fingerprint
FROM documents JOIN files USING (path)
WHERE files.state <> 'gone'
    AND (documents.path IN (SELECT target FROM targets) OR documents.document_id IN (SELECT target FROM targets))
ORDER BY documents.path, documents.document_no
