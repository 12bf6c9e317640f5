-- title: repairs and evidence lie inside their source
-- severity: abort
WITH sources AS (
    SELECT document_id, min(source_chars) AS source_chars FROM documents GROUP BY document_id
)

SELECT 'repairs' AS table_name, document_id, repair_no AS number
FROM repairs JOIN sources USING (document_id)
WHERE start_char < 0
    OR end_char < start_char
    OR end_char > source_chars
    OR length(before_text) <> end_char - start_char
UNION ALL
SELECT 'evidence', document_id, evidence_no
FROM evidence JOIN sources USING (document_id)
WHERE start_char < 0 OR end_char < start_char OR end_char > source_chars;
