CREATE VIEW coverage_gaps AS
WITH days AS (
    SELECT DISTINCT coalesce(outlet, outlet_domain) AS outlet, published_on
    FROM articles_current
    WHERE date_precision IN ('day', 'minute', 'second') AND coalesce(outlet, outlet_domain) IS NOT NULL
),

steps AS (
    SELECT outlet, published_on, lead(published_on) OVER (PARTITION BY outlet ORDER BY published_on) AS next_on
    FROM days
)

SELECT
    outlet,
    published_on + 1 AS first_day,
    next_on - 1 AS last_day,
    next_on - published_on - 1 AS days
FROM steps
WHERE next_on - published_on > 1
ORDER BY days DESC, outlet, first_day;

COMMENT ON VIEW coverage_gaps IS
    'Days between two articles of an outlet on which it has none, the longest gap first; outlets and days that are not known are left out';
