-- title: the counts of an article are those of its text and sentences
-- severity: abort
SELECT article_id, text_chars, word_count, sentence_count, paragraph_count
FROM articles
LEFT JOIN (
    SELECT
        article_id,
        count(*) AS sentences,
        sum(words)::BIGINT AS words,
        count(DISTINCT paragraph_no) AS paragraphs
    FROM sentences
    GROUP BY article_id
) USING (article_id)
WHERE text_chars <> length(text)
    OR word_count <> coalesce(words, 0)
    OR sentence_count <> coalesce(sentences, 0)
    OR paragraph_count <> coalesce(paragraphs, 0);
