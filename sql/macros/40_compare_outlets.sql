CREATE MACRO compare_outlets(pattern) AS TABLE
WITH counted AS (
    SELECT
        coalesce(shown.outlet, shown.outlet_domain) AS outlet,
        shown.published_on,
        shown.word_count,
        regexp_matches(concat_ws(chr(10), shown.title, shown.text), '(?i)' || pattern) AS is_matching,
        CASE
            WHEN regexp_matches(shown.text, '(?i)' || pattern)
                THEN len(regexp_extract_all(shown.text, '(?i)' || pattern))
            ELSE 0
        END AS hits
    FROM articles_current AS shown
)

SELECT
    counted.outlet,
    count(*) FILTER (counted.is_matching) AS matching,
    count(*) AS total,
    round(count(*) FILTER (counted.is_matching) / count(*), 4) AS share,
    sum(counted.hits)::BIGINT AS hits,
    round(1000 * sum(counted.hits) / nullif(sum(counted.word_count), 0), 3) AS hits_per_1000_words,
    min(counted.published_on) FILTER (counted.is_matching) AS first_published_on,
    max(counted.published_on) FILTER (counted.is_matching) AS last_published_on
FROM counted
GROUP BY counted.outlet
ORDER BY matching DESC, share DESC, counted.outlet;

COMMENT ON MACRO TABLE compare_outlets IS
    'Who writes about it: per outlet (NULL where it is unknown) the current articles whose title or text an RE2 pattern matches, all articles, the share, hits in the texts, also per 1,000 words, and the first and last day';
