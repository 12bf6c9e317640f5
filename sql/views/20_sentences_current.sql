CREATE VIEW sentences_current AS
SELECT sentences.*
FROM sentences
SEMI JOIN articles_current USING (article_id);

COMMENT ON VIEW sentences_current IS 'Sentences of the current articles';
