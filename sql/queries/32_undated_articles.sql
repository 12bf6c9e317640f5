-- question: Which articles have no date?
SELECT paths[1] AS path, title FROM articles_current WHERE published_on IS NULL ORDER BY path;
