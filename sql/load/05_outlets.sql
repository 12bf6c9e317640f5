-- The outlet of every document before the load: whose lines have to be counted again follows from what changes.
-- One text in several files, or with several versions, belongs to one outlet, whichever came first.
CREATE TEMP VIEW document_outlets AS
SELECT
    documents.document_id,
    documents.article_id,
    min(coalesce(
        articles.outlet,
        articles.outlet_domain,
        CASE WHEN contains(documents.path, '/') THEN split_part(documents.path, '/', 1) END
    )) AS outlet
FROM documents JOIN articles USING (article_id)
GROUP BY documents.document_id, documents.article_id;

CREATE TEMP TABLE former_outlets AS
SELECT * FROM document_outlets WHERE NOT getvariable('is_relabelling');
