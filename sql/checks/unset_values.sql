-- title: what is unknown is NULL, what is set is set with all that belongs to it
-- severity: abort
SELECT 'articles' AS table_name, article_id AS id
FROM articles
WHERE run_id IS NULL
    OR (published_on IS NULL) <> (date_precision IS NULL)
    OR (published_at IS NOT NULL AND coalesce(date_precision, '') NOT IN ('minute', 'second'))
    OR len(authors) = 0
    OR list_contains(authors, '')
    OR '' IN (
        coalesce(title, '-'), coalesce(kicker, '-'), coalesce(subtitle, '-'), coalesce(agency, '-'),
        coalesce(outlet, '-'), coalesce(outlet_domain, '-'), coalesce(section, '-'), coalesce(url, '-'),
        coalesce(dateline, '-'), coalesce(dateline_place, '-'), language
    )
UNION ALL
SELECT 'rejects', path
FROM rejects
WHERE run_id IS NULL OR '' IN (stage, reason, detail, advice)
UNION ALL
SELECT 'blocks', document_id
FROM blocks
WHERE rule_id = ''
UNION ALL
SELECT 'evidence', document_id
FROM evidence
WHERE (start_char IS NULL) <> (end_char IS NULL) OR method = '';
