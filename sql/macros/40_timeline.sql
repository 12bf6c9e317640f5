-- Articles whose date is less exact than the grain are left out; an empty period between two others counts none of none.
CREATE MACRO timeline(pattern, grain := 'month') AS TABLE
WITH dated AS (
    SELECT
        date_trunc(grain, published_on)::DATE AS period,
        regexp_matches(concat_ws(chr(10), title, text), '(?i)' || pattern) AS is_matching
    FROM articles_current
    WHERE CASE
        WHEN grain IN ('year', 'decade', 'century') THEN published_on IS NOT NULL
        WHEN grain IN ('month', 'quarter') THEN date_precision NOT IN ('year')
        ELSE date_precision IN ('day', 'minute', 'second')
    END
),

periods AS (
    SELECT unnest(generate_series(min(dated.period), max(dated.period), ('1 ' || grain)::INTERVAL))::DATE AS period
    FROM dated
)

SELECT
    periods.period,
    count(*) FILTER (dated.is_matching) AS matching,
    count(dated.period) AS total,
    round(count(*) FILTER (dated.is_matching) / nullif(count(dated.period), 0), 4) AS share
FROM periods
LEFT JOIN dated USING (period)
GROUP BY periods.period
ORDER BY periods.period;

COMMENT ON MACRO TABLE timeline IS
    'Attention over time: per day, week, month, quarter or year the current articles whose title or text an RE2 pattern matches, all articles, and the share; NULL where there are none';
