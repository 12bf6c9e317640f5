CREATE VIEW coverage_by_outlet AS
SELECT
    coalesce(outlet, outlet_domain) AS outlet,
    count(*) AS articles,
    sum(sentence_count)::BIGINT AS sentences,
    sum(word_count)::BIGINT AS words,
    list(DISTINCT language ORDER BY language) AS languages,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on,
    count(*) FILTER (WHERE published_on IS NULL) AS articles_undated
FROM articles_current
GROUP BY coalesce(outlet, outlet_domain)
ORDER BY articles DESC, outlet;

COMMENT ON VIEW coverage_by_outlet IS
    'How much there is of each outlet (its domain where the name is unknown, NULL where both are), from when to when';
