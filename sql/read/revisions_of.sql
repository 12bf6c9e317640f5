-- Revisions at the places (a path and a number) that $1 was ever part of, in their order. $1 is a path, or an article
-- id or the beginning of one, of an earlier or a later version; is_asked says which rows it is part of itself.
WITH asked AS (
    SELECT
        path,
        document_no,
        revision_no,
        path = $1
        OR (
            length($1) >= 4
            AND (starts_with(article_id, lower($1)) OR coalesce(starts_with(later_article_id, lower($1)), false))
        ) AS is_asked
    FROM article_revisions
)

SELECT
    'path' AS matched_by,
    past.revision_no,
    [past.path] AS paths,
    past.document_no,
    past.outcome,
    past.changed,
    past.words_added,
    past.words_removed,
    past.is_same_making,
    past.first_seen_at,
    past.replaced_at,
    past.article_id,
    past.later_article_id,
    asked.is_asked
FROM article_revisions AS past
JOIN asked USING (path, document_no, revision_no)
SEMI JOIN (SELECT path, document_no FROM asked WHERE is_asked) AS places
    ON places.path = past.path AND places.document_no = past.document_no
UNION ALL
SELECT
    'url',
    revision_no,
    paths,
    0,
    outcome,
    changed,
    words_added,
    words_removed,
    true,
    first_seen_at,
    replaced_at,
    article_id,
    later_article_id,
    true
FROM revisions
WHERE matched_by = 'url' AND (
    list_contains(paths, $1)
    OR (length($1) >= 4 AND (starts_with(article_id, lower($1)) OR starts_with(later_article_id, lower($1))))
)
ORDER BY matched_by, paths, document_no, revision_no;
