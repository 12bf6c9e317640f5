CREATE VIEW authors_current AS
SELECT unnest(authors) AS author, article_id, title, outlet, outlet_domain, published_on
FROM articles_current;

COMMENT ON VIEW authors_current IS 'Who wrote what: one row per author and current article';
