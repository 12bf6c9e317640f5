-- title: no id and no number occurs twice
-- severity: abort
SELECT 'files' AS table_name, path AS id, NULL::INTEGER AS number
FROM files GROUP BY path HAVING count(*) > 1
UNION ALL
SELECT 'documents', path, document_no
FROM documents GROUP BY path, document_no HAVING count(*) > 1
UNION ALL
SELECT 'articles', article_id, NULL
FROM articles GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT 'articles.document_id', document_id, NULL
FROM articles GROUP BY document_id HAVING count(*) > 1
UNION ALL
SELECT 'sentences', article_id, sentence_no
FROM sentences GROUP BY article_id, sentence_no HAVING count(*) > 1
UNION ALL
SELECT 'blocks', document_id, block_no
FROM blocks GROUP BY document_id, block_no HAVING count(*) > 1
UNION ALL
SELECT 'repairs', document_id, repair_no
FROM repairs GROUP BY document_id, repair_no HAVING count(*) > 1
UNION ALL
SELECT 'evidence', document_id, evidence_no
FROM evidence GROUP BY document_id, evidence_no HAVING count(*) > 1
UNION ALL
SELECT 'rejects', path, document_no
FROM rejects GROUP BY path, document_no HAVING count(*) > 1
UNION ALL
SELECT 'article_revisions', path || ' ' || document_no, revision_no
FROM article_revisions GROUP BY path, document_no, revision_no HAVING count(*) > 1
UNION ALL
SELECT 'furniture', outlet || ' ' || line, NULL
FROM furniture GROUP BY outlet, line HAVING count(*) > 1
UNION ALL
SELECT 'runs', run_id, NULL
FROM runs GROUP BY run_id HAVING count(*) > 1;
