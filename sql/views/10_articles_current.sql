CREATE VIEW articles_current AS
SELECT articles.*, held.paths
FROM articles
JOIN (
    SELECT documents.article_id, list(DISTINCT documents.path ORDER BY documents.path) AS paths
    FROM documents
    JOIN files USING (path)
    WHERE files.state = 'loaded' AND documents.article_id IS NOT NULL
    GROUP BY documents.article_id
) AS held USING (article_id);

COMMENT ON VIEW articles_current IS
    'Articles that a file of the raw folder holds now, with the paths of those files';
