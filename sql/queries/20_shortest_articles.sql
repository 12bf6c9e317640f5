-- question: Which articles are so short that something may be missing?
SELECT word_count, sentence_count, paragraph_count, title, paths[1] AS path
FROM articles_current
ORDER BY word_count, path
LIMIT 3;
