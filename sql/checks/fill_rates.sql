-- title: no field is set much less often than in an outlet's past
-- severity: warn
-- Articles of the last load (with the relabelling behind it, which counts no file) against those of earlier ones.
-- Where all articles of an outlet are made again there is no past to compare with: `rules diff` shows those.
WITH measures (least_articles, largest_fall) AS (VALUES (20, 0.3)),

last_load AS (
    SELECT max(rowid) AS first_row FROM runs WHERE files_new + files_changed + files_gone > 0
),

holders AS (
    SELECT
        documents.article_id,
        min(documents.path) AS path
    FROM documents
    WHERE documents.article_id IS NOT NULL
    GROUP BY documents.article_id
),

filled AS (
    SELECT
        coalesce(
            articles.outlet,
            articles.outlet_domain,
            CASE WHEN contains(holders.path, '/') THEN split_part(holders.path, '/', 1) END
        ) AS outlet,
        runs.rowid >= last_load.first_row AS is_new,
        unnest([
            {'field': 'title', 'is_set': articles.title IS NOT NULL},
            {'field': 'authors', 'is_set': articles.authors IS NOT NULL},
            {'field': 'published_on', 'is_set': articles.published_on IS NOT NULL}
        ], recursive := true)
    FROM articles
    JOIN holders USING (article_id)
    JOIN runs USING (run_id)
    CROSS JOIN last_load
)

SELECT
    outlet,
    field,
    count(*) FILTER (WHERE is_new) AS articles,
    round(avg(is_set::INTEGER) FILTER (WHERE is_new), 3) AS share,
    round(avg(is_set::INTEGER) FILTER (WHERE NOT is_new), 3) AS share_before
FROM filled
WHERE outlet IS NOT NULL
GROUP BY outlet, field
HAVING count(*) FILTER (WHERE is_new) >= (SELECT least_articles FROM measures)
    AND count(*) FILTER (WHERE NOT is_new) >= (SELECT least_articles FROM measures)
    AND avg(is_set::INTEGER) FILTER (WHERE NOT is_new) - avg(is_set::INTEGER) FILTER (WHERE is_new)
    > (SELECT largest_fall FROM measures);
