-- $1 is an article id, the beginning of one, or the path of a raw file.
SELECT article_id FROM articles WHERE length($1) >= 4 AND starts_with(article_id, lower($1))
UNION
SELECT article_id FROM documents WHERE path = $1 AND article_id IS NOT NULL
ORDER BY article_id
LIMIT 5;
