-- title: no body shrank to nothing
-- severity: warn
-- A body is less than a tenth of what it was before the last load, or less than a fiftieth of a long source. Both
-- happen in earnest: an outlet takes an article back, a page is nearly all menu. So a person is told, no more. What
-- has no body at all any more is among the rejects.
WITH measures (least_chars, least_share, least_source_chars, least_source_share) AS (
    VALUES (400, 0.1, 5000, 0.02)
)

SELECT former_bodies.path, articles.article_id, former_bodies.text_chars AS chars_before, articles.text_chars
FROM former_bodies
JOIN documents USING (path, document_no)
JOIN articles USING (article_id)
JOIN measures
    ON former_bodies.text_chars >= measures.least_chars
    AND articles.text_chars < measures.least_share * former_bodies.text_chars
UNION ALL
SELECT documents.path, articles.article_id, documents.nonblank_chars, articles.text_chars
FROM articles
JOIN documents USING (document_id)
JOIN measures
    ON documents.nonblank_chars >= measures.least_source_chars
    AND articles.text_chars < measures.least_source_share * documents.nonblank_chars;
