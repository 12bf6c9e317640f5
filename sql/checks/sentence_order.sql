-- title: sentences and their paragraphs follow each other without overlap
-- severity: abort
-- Sentences of an article lie together in their order, so each is first compared with the row before it, which needs
-- no sorting. Only articles in which that finds something, or whose rows lie apart, are sorted and looked at.
WITH neighbours AS (
    SELECT
        article_id,
        sentence_no,
        paragraph_no,
        start_char,
        lag(article_id) OVER () AS article_before,
        lag(sentence_no) OVER () AS no_before,
        lag(end_char) OVER () AS end_before,
        lag(paragraph_no) OVER () AS paragraph_before
    FROM sentences
),

suspects AS (
    SELECT article_id
    FROM neighbours
    WHERE CASE WHEN article_id = article_before
        THEN sentence_no <= no_before
            OR start_char < end_before
            OR paragraph_no NOT BETWEEN paragraph_before AND paragraph_before + 1
        ELSE sentence_no <> 0 OR paragraph_no <> 0 END
)

SELECT article_id, sentence_no, paragraph_no, start_char
FROM (
    SELECT
        *,
        lag(end_char) OVER following AS end_before,
        lag(paragraph_no) OVER following AS paragraph_before
    FROM sentences
    WHERE article_id IN (SELECT article_id FROM suspects)
    WINDOW following AS (PARTITION BY article_id ORDER BY sentence_no)
)
WHERE start_char < end_before
    OR paragraph_no NOT BETWEEN coalesce(paragraph_before, 0) AND coalesce(paragraph_before + 1, 0);
