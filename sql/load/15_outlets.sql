-- Outlets whose lines have to be counted again: those of what is replaced and, further below, of what comes.
CREATE TEMP TABLE counted_outlets AS
SELECT coalesce(outlet, outlet_domain) AS outlet FROM articles
WHERE document_id IN (SELECT document_id FROM former_documents) AND coalesce(outlet, outlet_domain) IS NOT NULL
UNION
SELECT split_part(path, '/', 1) FROM touched_paths WHERE contains(path, '/');
