-- title: the same texts do not lose their bodies to other rules or stages
-- severity: abort
-- Documents whose text is what it was, and whose body the last load has cut to less than a tenth: no publisher did
-- that, only we can have. Single ones are what rules are for; when they are more than one in twenty of at least
-- forty that were made again, something is broken, and the articles that are there are worth more.
WITH measures (least_chars, least_share, least_documents, most_lost) AS (VALUES (400, 0.1, 40, 0.05)),

made_again AS (
    SELECT former_bodies.*, coalesce(articles.text_chars, 0) AS chars_now
    FROM former_bodies
    JOIN documents USING (path, document_no, document_id)
    LEFT JOIN articles USING (article_id)
    JOIN measures ON former_bodies.text_chars >= measures.least_chars
),

lost AS (
    SELECT made_again.* FROM made_again, measures WHERE chars_now < least_share * text_chars
)

SELECT lost.path, lost.document_no, lost.text_chars AS chars_before, lost.chars_now
FROM lost, measures
WHERE (SELECT count(*) FROM made_again) >= least_documents
    AND (SELECT count(*) FROM lost) > most_lost * (SELECT count(*) FROM made_again);
