-- title: ids have their form, shares lie between 0 and 1
-- severity: abort
SELECT 'articles' AS table_name, article_id AS id
FROM articles
WHERE NOT regexp_full_match(article_id, '[0-9a-f]{32}')
    OR NOT regexp_full_match(document_id, '[0-9a-f]{32}')
    OR language_confidence NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'documents', document_id
FROM documents
WHERE NOT regexp_full_match(document_id, '[0-9a-f]{32}')
    OR nonblank_chars NOT BETWEEN 0 AND source_chars
UNION ALL
SELECT 'evidence', document_id
FROM evidence
WHERE confidence NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'runs', run_id
FROM runs
WHERE NOT regexp_full_match(run_id, '[0-9a-f]{32}');
