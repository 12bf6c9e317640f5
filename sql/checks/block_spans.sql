-- title: blocks lie inside their source, in order, without overlap
-- severity: abort
-- Blocks of a document lie together in their order, so each is first compared with the row before it, which needs no
-- sorting. Only documents in which that finds something, or whose rows lie apart, are sorted and looked at.
WITH sources AS (SELECT document_id, min(source_chars) AS source_chars FROM documents GROUP BY document_id),

neighbours AS (
    SELECT
        *,
        lag(document_id) OVER () AS document_before,
        lag(block_no) OVER () AS no_before,
        lag(end_char) OVER () AS end_before
    FROM blocks
),

suspects AS (
    SELECT document_id
    FROM neighbours LEFT JOIN sources USING (document_id)
    WHERE start_char < 0
        OR end_char <= start_char
        OR end_char > source_chars
        OR length(raw_text) <> end_char - start_char
        OR nonblank_chars NOT BETWEEN 0 AND length(raw_text)
        OR CASE WHEN document_id = document_before
            THEN block_no <= no_before OR start_char < end_before
            ELSE block_no <> 0 END
)

SELECT document_id, block_no, start_char, end_char
FROM (
    SELECT
        *,
        lag(end_char) OVER (PARTITION BY document_id ORDER BY block_no) AS end_before
    FROM blocks
    WHERE document_id IN (SELECT document_id FROM suspects)
)
LEFT JOIN sources USING (document_id)
WHERE start_char < 0
    OR end_char <= start_char
    OR start_char < end_before
    OR end_char > source_chars
    OR length(raw_text) <> end_char - start_char
    OR nonblank_chars NOT BETWEEN 0 AND length(raw_text);
