-- A word without blanks stands in the texts of the blocks one behind the other as it stands in the source.
WITH standing AS (
    SELECT DISTINCT documents.document_id
    FROM documents JOIN files USING (path)
    WHERE files.state <> 'gone'
        AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
)

SELECT document_id
FROM blocks
WHERE document_id IN (SELECT document_id FROM standing)
GROUP BY document_id
HAVING regexp_matches(string_agg(raw_text, '' ORDER BY block_no), ?)
