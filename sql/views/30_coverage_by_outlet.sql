CREATE VIEW coverage_by_outlet AS
SELECT
    outlet,
    outlet_domain,
    count(*) AS articles,
    sum(sentence_count)::BIGINT AS sentences,
    sum(word_count)::BIGINT AS words,
    list(DISTINCT language ORDER BY language) AS languages,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on,
    count(*) FILTER (WHERE published_on IS NULL) AS articles_undated
FROM articles_current
GROUP BY outlet, outlet_domain
ORDER BY articles DESC, outlet, outlet_domain;

COMMENT ON VIEW coverage_by_outlet IS 'How much there is of each outlet, in which languages, from when to when';
