SELECT articles_current.*
FROM articles_current
WHERE article_id IN (SELECT article_id FROM chosen)
ORDER BY published_on NULLS FIRST, article_id;
