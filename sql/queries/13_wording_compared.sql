-- question: Who measures in metres and who in miles?
PIVOT (
    SELECT
        split_part(paths[1], '/', 1) AS folder,
        CASE WHEN regexp_matches(text, '(?i)metres?\b') THEN 'metres' END AS metric,
        CASE WHEN regexp_matches(text, '(?i)\b(inch(es)?|feet|miles?)\b') THEN 'miles' END AS imperial,
        unnest([metric, imperial]) AS wording
    FROM articles_current
    WHERE language = 'en'
)
ON wording IN ('metres', 'miles') USING count(*) GROUP BY folder
ORDER BY folder;
