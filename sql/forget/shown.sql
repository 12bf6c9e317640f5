SELECT title, sentence_count
FROM articles
WHERE document_id IN (SELECT unnest($1::VARCHAR[]))
ORDER BY article_id
LIMIT 1;
