CREATE VIEW languages_by_outlet AS
SELECT
    coalesce(outlet, outlet_domain) AS outlet,
    language,
    count(*) AS articles,
    round(count(*) / sum(count(*)) OVER (PARTITION BY coalesce(outlet, outlet_domain)), 4) AS share,
    count(*) FILTER (is_mixed) AS articles_mixed,
    round(avg(language_confidence), 4) AS mean_confidence
FROM articles_current
GROUP BY coalesce(outlet, outlet_domain), language
ORDER BY outlet, articles DESC, language;

COMMENT ON VIEW languages_by_outlet IS
    'Which languages each outlet publishes in, and how sure that is; the outlet is NULL where it is unknown';
