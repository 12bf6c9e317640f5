-- question: Which sentences are so long that a full stop may have been missed?
SELECT words, text, article_id FROM sentences_current ORDER BY words DESC, article_id, sentence_no LIMIT 3;
