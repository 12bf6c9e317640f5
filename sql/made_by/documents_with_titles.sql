WITH standing AS (
    SELECT DISTINCT documents.document_id
    FROM documents JOIN files USING (path)
    WHERE files.state <> 'gone'
        AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
)

SELECT DISTINCT document_id, value
FROM evidence
WHERE document_id IN (SELECT document_id FROM standing)
    AND field IN ('title', 'kicker')
    AND value IN (SELECT unnest(?::VARCHAR[]))
