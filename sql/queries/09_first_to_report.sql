-- question: Who was first to write about a topic?
WITH topics AS (
    SELECT named.topic, named.pattern
    FROM (
        VALUES
        ('bridges', '\bbridge|brücke|puente'),
        ('moths', 'moth|motte|polilla'),
        ('oysters', 'oyster|auster|huître|ostra')
    ) AS named (topic, pattern)
)

SELECT
    topics.topic,
    min(articles.published_on) AS first_day,
    count(*) AS articles,
    count(*) FILTER (articles.published_on IS NULL) AS articles_undated,
    list(articles.paths[1] ORDER BY articles.published_at NULLS LAST, articles.paths[1])
    FILTER (articles.published_on = articles.first_day) AS first_day_paths
FROM topics
JOIN (
    SELECT t.topic, a.*, min(a.published_on) OVER (PARTITION BY t.topic) AS first_day
    FROM articles_current AS a
    JOIN topics AS t ON regexp_matches(concat_ws(chr(10), a.title, a.text), '(?i)' || t.pattern)
) AS articles USING (topic)
GROUP BY topics.topic
ORDER BY first_day NULLS LAST, topics.topic;
