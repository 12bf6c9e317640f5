WITH standing AS (
    SELECT DISTINCT documents.document_id
    FROM documents JOIN files USING (path)
    WHERE files.state <> 'gone'
        AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
)

SELECT DISTINCT document_id, raw_text
FROM blocks
WHERE document_id IN (SELECT document_id FROM standing)
    AND raw_text IN (SELECT unnest(?::VARCHAR[]))
