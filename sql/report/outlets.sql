SELECT
    coalesce(outlet, outlet_domain, '(unknown)') AS outlet,
    language,
    count(*) AS articles,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on
FROM articles_current
GROUP BY ALL
ORDER BY articles DESC, outlet, language;
