-- title: labels, verdicts, fields, kinds and states are words that the vocabulary knows
-- severity: abort
WITH verdicts (label, verdict) AS (
    VALUES
    ('title', 'metadata'), ('kicker', 'metadata'), ('subtitle', 'metadata'), ('byline', 'metadata'),
    ('date', 'metadata'), ('dateline', 'metadata'), ('wire_credit', 'metadata'),
    ('paragraph', 'kept'), ('heading', 'kept'), ('list_item', 'kept'), ('quote', 'kept'),
    ('correction', 'kept'), ('other', 'kept'),
    ('caption', 'removed'), ('advertisement', 'removed'), ('newsletter', 'removed'),
    ('contact', 'removed'), ('author_bio', 'removed'), ('share', 'removed'), ('related', 'removed'),
    ('promo', 'removed'), ('navigation', 'removed'), ('comment', 'removed'), ('copyright', 'removed'),
    ('legal', 'removed'), ('page_furniture', 'removed')
)

SELECT 'blocks' AS table_name, document_id AS id, label || ' ' || verdict AS word
FROM blocks ANTI JOIN verdicts USING (label, verdict)
UNION ALL
SELECT 'sentences', article_id, kind
FROM sentences
WHERE kind NOT IN (SELECT label FROM verdicts WHERE verdict = 'kept')
UNION ALL
SELECT 'evidence', document_id, field
FROM evidence
WHERE field NOT IN (
    'title', 'kicker', 'subtitle', 'authors', 'agency', 'published', 'outlet', 'outlet_domain',
    'section', 'url', 'dateline', 'dateline_place', 'language', 'encoding', 'label'
)
UNION ALL
SELECT 'files', path, state
FROM files WHERE state NOT IN ('loaded', 'rejected', 'gone')
UNION ALL
SELECT 'article_revisions', path, outcome
FROM article_revisions WHERE outcome NOT IN ('revised', 'rejected', 'removed')
UNION ALL
SELECT 'reject_history', path, resolution
FROM reject_history WHERE resolution NOT IN ('passed', 'changed', 'gone', 'rejected_otherwise')
UNION ALL
SELECT 'articles', article_id, date_precision
FROM articles WHERE date_precision NOT IN ('year', 'month', 'day', 'minute', 'second');
