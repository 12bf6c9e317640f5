-- question: Which share of the articles is in which language?
SELECT language, count(*) AS articles, round(count(*) / sum(count(*)) OVER (), 3) AS share
FROM articles_current
GROUP BY language
ORDER BY articles DESC, language;
