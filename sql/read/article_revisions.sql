-- How often the documents that are the article $1 were revised, by path.
SELECT path, count(*) AS revisions
FROM article_revisions
SEMI JOIN (SELECT path, document_no FROM documents WHERE article_id = $1) AS held USING (path, document_no)
GROUP BY path
ORDER BY path;
