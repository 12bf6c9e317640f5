-- question: Which are the longest articles?
SELECT word_count, sentence_count, title, paths[1] AS path
FROM articles_current
ORDER BY word_count DESC, path
LIMIT 5;
