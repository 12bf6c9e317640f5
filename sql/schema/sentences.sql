CREATE TABLE sentences (
    article_id VARCHAR NOT NULL,
    sentence_no INTEGER NOT NULL,
    paragraph_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    language VARCHAR NOT NULL,
    words INTEGER NOT NULL
);

COMMENT ON TABLE sentences IS 'Sentences of the articles, in order';
COMMENT ON COLUMN sentences.article_id IS 'Article: articles.article_id';
COMMENT ON COLUMN sentences.sentence_no IS 'Number of the sentence in the article';
COMMENT ON COLUMN sentences.paragraph_no IS 'Number of the paragraph in the article';
COMMENT ON COLUMN sentences.kind IS
    'Label of the paragraph: paragraph, heading, list_item, quote, correction or other';
COMMENT ON COLUMN sentences.text IS 'The sentence';
COMMENT ON COLUMN sentences.start_char IS
    'Start in articles.text: substring(text, start_char + 1, end_char - start_char) is the sentence';
COMMENT ON COLUMN sentences.end_char IS 'End in articles.text';
COMMENT ON COLUMN sentences.language IS 'Language of the sentence, ISO 639-1; und when undetermined';
COMMENT ON COLUMN sentences.words IS 'Number of words';
