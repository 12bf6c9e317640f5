CREATE TABLE search_articles (
    article_no UINTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    title_words UINTEGER NOT NULL,
    words UINTEGER NOT NULL
);

COMMENT ON TABLE search_articles IS 'The articles that search() looks through: the current ones, numbered';
COMMENT ON COLUMN search_articles.article_no IS 'Number of the article in search_places';
COMMENT ON COLUMN search_articles.article_id IS 'Article: articles.article_id';
COMMENT ON COLUMN search_articles.path IS 'First of the files that hold it';
COMMENT ON COLUMN search_articles.title_words IS 'Words of its title, which are the first of the article here';
COMMENT ON COLUMN search_articles.words IS 'Words of title and text as search() counts them';
