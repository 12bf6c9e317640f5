-- title: every article has text and sentences
-- severity: abort
SELECT article_id, text_chars
FROM articles
WHERE (trim(left(text, 40)) = '' AND trim(text) = '') OR article_id NOT IN (SELECT article_id FROM sentences);
