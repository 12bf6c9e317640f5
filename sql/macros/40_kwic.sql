-- RE2 tells no places: the text is cut at the hits, and the lengths of what lies before a hit add up to its place.
CREATE MACRO kwic(pattern, width := 40) AS TABLE
WITH cut AS (
    SELECT
        articles_current.article_id,
        unnest(regexp_extract_all(articles_current.text, '(?i)' || pattern)) AS hit,
        unnest(regexp_split_to_array(articles_current.text, '(?i)' || pattern)[:-2]) AS gap,
        generate_subscripts(regexp_extract_all(articles_current.text, '(?i)' || pattern), 1) AS hit_no
    FROM articles_current
    WHERE regexp_matches(articles_current.text, '(?i)' || pattern)
        AND CASE
            WHEN regexp_matches('', '(?i)' || pattern) THEN error('the pattern matches the empty text: ' || pattern)
            ELSE true
        END
),

placed AS (
    SELECT
        article_id,
        hit,
        sum(length(gap) + length(hit)) OVER (PARTITION BY article_id ORDER BY hit_no) - length(hit) AS start_char
    FROM cut
)

SELECT
    regexp_replace(
        substring(shown.text, greatest(1, placed.start_char + 1 - width)::BIGINT, least(width, placed.start_char)::BIGINT),
        '\s+', ' ', 'g'
    ) AS left_context,
    regexp_replace(placed.hit, '\s+', ' ', 'g') AS match,
    regexp_replace(
        substring(shown.text, (placed.start_char + length(placed.hit) + 1)::BIGINT, width), '\s+', ' ', 'g'
    ) AS right_context,
    shown.title,
    coalesce(shown.outlet, shown.outlet_domain) AS outlet,
    shown.published_on,
    shown.language,
    shown.paths[1] AS path,
    shown.article_id,
    placed.start_char::BIGINT AS start_char
FROM placed
JOIN articles_current AS shown USING (article_id)
ORDER BY shown.published_on NULLS LAST, shown.article_id, placed.start_char;

COMMENT ON MACRO TABLE kwic IS
    'Keyword in context: every place in the text of a current article that an RE2 pattern matches, with width characters before and behind; case is ignored unless the pattern begins with (?-i)';
