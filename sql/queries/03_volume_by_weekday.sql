-- question: On which days of the week is published?
SELECT dayname(published_on) AS weekday, count(*) AS articles
FROM articles_current
WHERE date_precision IN ('day', 'minute', 'second')
GROUP BY weekday, isodow(published_on)
ORDER BY isodow(published_on);
