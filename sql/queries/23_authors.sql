-- question: Who wrote most?
SELECT author, count(*) AS articles, list(title ORDER BY title) AS titles
FROM authors_current
GROUP BY author
HAVING count(*) > 1
ORDER BY articles DESC, author;
