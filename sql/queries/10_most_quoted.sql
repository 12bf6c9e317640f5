-- question: Who is quoted most?
SELECT speaker, count(*) AS sentences, count(DISTINCT article_id) AS articles
FROM quotes
WHERE speaker IS NOT NULL
GROUP BY speaker
ORDER BY sentences DESC, speaker
LIMIT 10;
