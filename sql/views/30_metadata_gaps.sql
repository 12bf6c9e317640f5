CREATE VIEW metadata_gaps AS
SELECT field, articles, missing, round(missing / articles, 4) AS missing_share
FROM (
    SELECT
        count(*) AS articles,
        unnest([
            {'field': 'title', 'missing': count(*) - count(title)},
            {'field': 'authors', 'missing': count(*) - count(authors)},
            {'field': 'published_on', 'missing': count(*) - count(published_on)},
            {'field': 'outlet', 'missing': count(*) - count(outlet)},
            {'field': 'outlet_domain', 'missing': count(*) - count(outlet_domain)},
            {'field': 'agency', 'missing': count(*) - count(agency)},
            {'field': 'section', 'missing': count(*) - count(section)},
            {'field': 'dateline', 'missing': count(*) - count(dateline)},
            {'field': 'url', 'missing': count(*) - count(url)},
            {'field': 'language', 'missing': count(*) FILTER (WHERE language = 'und')}
        ], recursive := true)
    FROM articles_current
)
ORDER BY missing DESC, field;

COMMENT ON VIEW metadata_gaps IS 'Which metadata is missing: per field the current articles without a value';
