CREATE VIEW shared_articles AS
SELECT article_id, title, len(paths) AS files, paths
FROM articles_current
WHERE len(paths) > 1
ORDER BY files DESC, article_id;

COMMENT ON VIEW shared_articles IS 'Current articles that more than one file holds';
