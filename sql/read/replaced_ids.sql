-- $1 is the beginning of the id of an article that a file replaced and that no file holds any more.
SELECT article_id, min(path) AS path
FROM article_revisions
WHERE length($1) >= 4 AND starts_with(article_id, lower($1))
GROUP BY article_id
ORDER BY article_id
LIMIT 1;
