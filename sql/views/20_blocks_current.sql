CREATE VIEW blocks_current AS
SELECT articles_current.article_id, articles_current.paths[1] AS path, blocks.*
FROM blocks
JOIN articles_current USING (document_id);

COMMENT ON VIEW blocks_current IS
    'Blocks of the current articles, each once, with the article and the first of its paths';
