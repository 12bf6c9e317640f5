-- title: blocks lie inside their source, in order, without overlap
-- severity: abort
SELECT document_id, block_no, start_char, end_char
FROM (
    SELECT
        *,
        lag(end_char) OVER (PARTITION BY document_id ORDER BY block_no) AS end_before
    FROM blocks
)
LEFT JOIN (SELECT document_id, min(source_chars) AS source_chars FROM documents GROUP BY document_id)
    USING (document_id)
WHERE start_char < 0
    OR end_char <= start_char
    OR start_char < end_before
    OR end_char > source_chars
    OR length(raw_text) <> end_char - start_char
    OR nonblank_chars NOT BETWEEN 0 AND length(raw_text);
