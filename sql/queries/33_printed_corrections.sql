-- question: Which articles carry a correction in their text?
SELECT title, text AS correction
FROM sentences_current AS s
JOIN (SELECT article_id, title FROM articles_current) AS a USING (article_id)
WHERE s.kind = 'correction'
ORDER BY article_id, sentence_no;
