-- question: How long are sentences and articles, language by language?
SELECT
    language,
    count(*) AS articles,
    round(sum(word_count) / sum(sentence_count), 1) AS words_per_sentence,
    median(word_count)::INTEGER AS median_words
FROM articles_current
GROUP BY language
ORDER BY language;
