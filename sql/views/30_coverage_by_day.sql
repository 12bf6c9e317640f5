CREATE VIEW coverage_by_day AS
SELECT
    published_on,
    count(*) AS articles,
    count(DISTINCT coalesce(outlet_domain, outlet)) AS outlets,
    sum(sentence_count)::BIGINT AS sentences,
    sum(word_count)::BIGINT AS words
FROM articles_current
WHERE date_precision IN ('day', 'minute', 'second')
GROUP BY published_on
ORDER BY published_on;

COMMENT ON VIEW coverage_by_day IS
    'How much there is of each day; articles whose day is not known are left out';
