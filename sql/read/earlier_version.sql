-- The version that revision $3 of document $2 of the file $1 replaced.
SELECT
    title, kicker, subtitle, authors, agency, published_on, published_at, date_precision,
    outlet, outlet_domain, section, url, dateline, dateline_place, language, text
FROM article_revisions
WHERE path = $1 AND document_no = $2 AND revision_no = $3;
