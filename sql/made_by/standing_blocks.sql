-- Longer texts are left out where nothing in them can be taken off: of those a rule sees more than it looks at.
WITH standing AS (
    SELECT DISTINCT documents.document_id
    FROM documents JOIN files USING (path)
    WHERE files.state <> 'gone'
        AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
)

SELECT DISTINCT raw_text
FROM blocks
WHERE document_id IN (SELECT document_id FROM standing)
    AND (
        length(raw_text) <= ?
        OR strlen(raw_text) <> length(raw_text)
        OR regexp_matches(raw_text, '[*_\[<\\\x00-\x1f\x7f]|^[#>+-]|  ')
    )
