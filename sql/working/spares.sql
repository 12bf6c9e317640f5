-- Versions of an article that are not shown, because a document with a smaller id is the same article.
-- They wait here: when that document goes, one of them takes its place. Only the working database has them.
CREATE TABLE spare_articles AS SELECT * FROM articles LIMIT 0;
CREATE TABLE spare_sentences AS SELECT NULL::VARCHAR AS document_id, * FROM sentences LIMIT 0;
COMMENT ON TABLE spare_articles IS 'Versions of articles that are not shown: another document is the same article';
COMMENT ON TABLE spare_sentences IS 'Sentences of spare_articles';
