-- question: How many articles does each outlet have on each day?
SELECT coalesce(outlet, outlet_domain, '(unknown)') AS outlet, published_on, count(*) AS articles
FROM articles_current
GROUP BY ALL
ORDER BY published_on NULLS LAST, articles DESC, outlet;
