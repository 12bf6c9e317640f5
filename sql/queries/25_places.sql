-- question: Which places is reported from?
SELECT dateline_place, count(*) AS articles
FROM articles_current
WHERE dateline_place IS NOT NULL
GROUP BY dateline_place
ORDER BY articles DESC, dateline_place;
