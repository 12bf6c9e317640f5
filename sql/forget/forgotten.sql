SELECT 1 FROM forgotten
WHERE length($1) >= 4 AND (starts_with(document_id, lower($1)) OR starts_with(article_id, lower($1)))
UNION ALL
SELECT 1 FROM rejects WHERE path = $1 AND reason = 'forgotten'
LIMIT 1;
