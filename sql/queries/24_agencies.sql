-- question: How much is agency copy, and whose?
SELECT agency, count(*) AS articles, list(paths[1] ORDER BY paths[1]) AS paths
FROM articles_current
WHERE agency IS NOT NULL
GROUP BY agency
ORDER BY articles DESC, agency;
