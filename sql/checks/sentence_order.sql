-- title: sentences and their paragraphs follow each other without overlap
-- severity: abort
SELECT article_id, sentence_no, paragraph_no, start_char
FROM (
    SELECT
        *,
        lag(end_char) OVER following AS end_before,
        lag(paragraph_no) OVER following AS paragraph_before
    FROM sentences
    WINDOW following AS (PARTITION BY article_id ORDER BY sentence_no)
)
WHERE start_char < end_before
    OR paragraph_no NOT BETWEEN coalesce(paragraph_before, 0) AND coalesce(paragraph_before + 1, 0);
