-- title: a sentence is the text between its offsets
-- severity: abort
-- To find a character, substring counts all before it; a place among bytes is found at once. So offsets are first
-- turned into places among the bytes of the text: `wide` counts the bytes beyond one per character in the sentences
-- so far, and what lies between sentences has none when those of the sentences are all that the text has. That is
-- proof where sentences lie in their order and do not overlap; articles without it are looked at character by character.
WITH sized AS (SELECT *, strlen(text) - length(text) AS wide FROM sentences),

neighbours AS (
    SELECT
        *,
        article_id IS DISTINCT FROM lag(article_id) OVER () AS is_first,
        lag(sentence_no) OVER () AS no_before,
        lag(end_char) OVER () AS end_before,
        sum(wide) OVER (ROWS UNBOUNDED PRECEDING) AS wide_so_far
    FROM sized
),

placed AS (
    SELECT
        *,
        wide_so_far - max(CASE WHEN is_first THEN wide_so_far - wide END) OVER (ROWS UNBOUNDED PRECEDING)
            AS wide_to_end
    FROM neighbours
),

suspects AS (
    SELECT article_id
    FROM placed
    JOIN (
        SELECT
            article_id,
            encode(text) AS bytes,
            strlen(text) - length(text) AS wide_in_all,
            sentence_count - 1 AS last_no
        FROM articles
    ) USING (article_id)
    WHERE start_char < 0
        OR end_char <= start_char
        OR end_char - start_char <> length(text)
        OR bytes[start_char + wide_to_end - wide + 1:end_char + wide_to_end] <> encode(text)
        OR (is_first AND sentence_no <> 0)
        OR (NOT is_first AND (sentence_no <= no_before OR start_char < end_before))
        OR (sentence_no = last_no AND wide_to_end <> wide_in_all)
),

doubtful AS MATERIALIZED (SELECT * FROM sentences WHERE article_id IN (SELECT article_id FROM suspects))

SELECT doubtful.article_id, doubtful.sentence_no, doubtful.start_char, doubtful.end_char
FROM doubtful
JOIN articles USING (article_id)
WHERE doubtful.start_char < 0
    OR doubtful.end_char <= doubtful.start_char
    OR substring(articles.text, doubtful.start_char + 1, doubtful.end_char - doubtful.start_char) <> doubtful.text;
