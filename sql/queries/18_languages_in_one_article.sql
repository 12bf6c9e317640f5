-- question: Which articles seem to mix languages?
SELECT
    articles_current.paths[1] AS path,
    articles_current.language,
    list(DISTINCT sentences_current.language ORDER BY sentences_current.language) AS languages
FROM articles_current
JOIN sentences_current USING (article_id)
WHERE articles_current.is_mixed
GROUP BY path, articles_current.language
ORDER BY path;
