SELECT sentences_current.*
FROM sentences_current
WHERE article_id IN (SELECT article_id FROM chosen)
ORDER BY article_id, sentence_no;
