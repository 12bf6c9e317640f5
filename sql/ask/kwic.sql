-- $1 pattern, $2 characters on each side, $3 most hits, $4 outlet, $5 first day, $6 last day, $7 language, $8 order
SELECT
    left_context,
    match,
    right_context,
    title,
    outlet,
    published_on,
    language,
    path,
    article_id,
    start_char,
    count(*) OVER () AS hits
FROM kwic($1::VARCHAR, width := $2::BIGINT)
WHERE ($4::VARCHAR IS NULL OR lower(outlet) = lower($4::VARCHAR))
    AND ($5::VARCHAR IS NULL OR published_on >= $5::DATE)
    AND ($6::VARCHAR IS NULL OR published_on <= $6::DATE)
    AND ($7::VARCHAR IS NULL OR language = $7::VARCHAR)
ORDER BY
    CASE $8::VARCHAR
        WHEN 'left' THEN list_reverse(string_split(trim(lower(left_context)), ' '))
        WHEN 'match' THEN [lower(match)]
        WHEN 'right' THEN string_split(trim(lower(right_context)), ' ')
        ELSE []
    END,
    published_on NULLS LAST,
    article_id,
    start_char
LIMIT $3::BIGINT;
