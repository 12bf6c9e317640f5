SELECT DISTINCT path
FROM documents
JOIN files USING (path)
WHERE article_id = $1 AND state <> 'gone'
ORDER BY path;
