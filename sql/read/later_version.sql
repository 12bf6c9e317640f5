-- What revision $3 of document $2 of the file $1 put in the place of the earlier version: as a later revision keeps
-- it, as it is now, or as another file kept it.
WITH past AS (
    SELECT path, document_no, revision_no, later_document_id, later_article_id
    FROM article_revisions
    WHERE path = $1 AND document_no = $2 AND revision_no = $3
),

versions AS (
    SELECT 0 AS place, next.* EXCLUDE (path, document_no, revision_no, later_document_id, later_article_id)
    FROM article_revisions AS next
    JOIN past ON next.path = past.path AND next.document_id = past.later_document_id
    WHERE next.document_no <> past.document_no OR next.revision_no > past.revision_no
    UNION ALL BY NAME
    SELECT 1 AS place, articles.* FROM articles JOIN past ON articles.article_id = past.later_article_id
    UNION ALL BY NAME
    SELECT 2 AS place, other.* EXCLUDE (path, document_no, revision_no, later_document_id, later_article_id)
    FROM article_revisions AS other
    JOIN past ON other.article_id = past.later_article_id
)

SELECT
    title, kicker, subtitle, authors, agency, published_on, published_at, date_precision,
    outlet, outlet_domain, section, url, dateline, dateline_place, language, text
FROM versions
ORDER BY place, document_id, run_id, text
LIMIT 1;
