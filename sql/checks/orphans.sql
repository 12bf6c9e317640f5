-- title: every row belongs to something that is there
-- severity: abort
SELECT 'documents.path' AS reference, path AS id
FROM documents WHERE path NOT IN (SELECT path FROM files)
UNION ALL
SELECT 'documents.article_id', article_id
FROM documents WHERE article_id IS NOT NULL AND article_id NOT IN (SELECT article_id FROM articles)
UNION ALL
SELECT 'articles', articles.article_id
FROM articles ANTI JOIN documents USING (article_id, document_id)
UNION ALL
SELECT 'articles.run_id', run_id
FROM articles WHERE run_id NOT IN (SELECT run_id FROM runs)
UNION ALL
SELECT DISTINCT 'sentences.article_id', article_id
FROM sentences WHERE article_id NOT IN (SELECT article_id FROM articles)
UNION ALL
SELECT DISTINCT 'blocks.document_id', document_id
FROM blocks WHERE document_id NOT IN (SELECT document_id FROM documents)
UNION ALL
SELECT DISTINCT 'repairs.document_id', document_id
FROM repairs WHERE document_id NOT IN (SELECT document_id FROM documents)
UNION ALL
SELECT DISTINCT 'evidence.document_id', document_id
FROM evidence WHERE document_id NOT IN (SELECT document_id FROM documents)
UNION ALL
SELECT 'rejects.path', path
FROM rejects WHERE path NOT IN (SELECT path FROM files)
UNION ALL
SELECT 'rejects.run_id', run_id
FROM rejects WHERE run_id NOT IN (SELECT run_id FROM runs);
