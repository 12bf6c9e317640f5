WITH standing AS (
    SELECT DISTINCT documents.document_id
    FROM documents JOIN files USING (path)
    WHERE files.state <> 'gone'
        AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
)

SELECT document_id FROM standing
WHERE document_id NOT IN (SELECT document_id FROM blocks)
