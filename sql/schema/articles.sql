CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    title VARCHAR,
    kicker VARCHAR,
    subtitle VARCHAR,
    authors VARCHAR[],
    agency VARCHAR,
    published_on DATE,
    published_at TIMESTAMPTZ,
    date_precision VARCHAR,
    outlet VARCHAR,
    outlet_domain VARCHAR,
    section VARCHAR,
    url VARCHAR,
    dateline VARCHAR,
    dateline_place VARCHAR,
    language VARCHAR NOT NULL,
    language_confidence DOUBLE NOT NULL,
    text VARCHAR NOT NULL,
    text_chars INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL,
    paragraph_count INTEGER NOT NULL,
    content_hash VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    run_id VARCHAR,
    language_runner_up VARCHAR,
    is_mixed BOOLEAN NOT NULL,
    language_engine VARCHAR NOT NULL
);

COMMENT ON TABLE articles IS 'Clean articles, one row per text';
COMMENT ON COLUMN articles.article_id IS
    'Hash of the source text up to blanks: equal texts in several files are one article';
COMMENT ON COLUMN articles.document_id IS
    'Document the row was made from; the smallest when several are the same article';
COMMENT ON COLUMN articles.title IS 'Headline without kicker and markup; NULL when the text has none';
COMMENT ON COLUMN articles.kicker IS 'Word or phrase set before the title, such as WATCH';
COMMENT ON COLUMN articles.subtitle IS 'Line below the title that belongs to it';
COMMENT ON COLUMN articles.authors IS 'Names of the byline in their order; NULL when there is no byline';
COMMENT ON COLUMN articles.agency IS 'News agency the text is credited to, as written';
COMMENT ON COLUMN articles.published_on IS
    'Day of publication; the first day of the period when only year or month is known';
COMMENT ON COLUMN articles.published_at IS
    'Moment of publication in UTC; NULL when the document gives no time of day';
COMMENT ON COLUMN articles.date_precision IS
    'What the document says of the date: year, month, day, minute or second';
COMMENT ON COLUMN articles.outlet IS 'Publisher as named in the document; NULL when only its domain is known';
COMMENT ON COLUMN articles.outlet_domain IS 'Internet domain of the publisher, lower case';
COMMENT ON COLUMN articles.section IS 'Section or desk of the outlet';
COMMENT ON COLUMN articles.url IS 'Address of the article as given in the document';
COMMENT ON COLUMN articles.dateline IS 'Place, date and agency in front of the text, as written';
COMMENT ON COLUMN articles.dateline_place IS 'Place named in the dateline, as written';
COMMENT ON COLUMN articles.language IS 'Language of the body, ISO 639-1; und when undetermined';
COMMENT ON COLUMN articles.language_confidence IS 'Confidence in the language, 0 to 1';
COMMENT ON COLUMN articles.text IS 'Body: paragraphs joined by a blank line, without title and furniture';
COMMENT ON COLUMN articles.text_chars IS 'Length of text';
COMMENT ON COLUMN articles.word_count IS 'Words of all sentences';
COMMENT ON COLUMN articles.sentence_count IS 'Number of sentences';
COMMENT ON COLUMN articles.paragraph_count IS 'Number of paragraphs';
COMMENT ON COLUMN articles.content_hash IS 'Hash of title and body: equal for equal clean articles';
COMMENT ON COLUMN articles.pipeline_version IS 'Version of the stages that made the row';
COMMENT ON COLUMN articles.rules_version IS 'Hash of the rule files that were in force';
COMMENT ON COLUMN articles.run_id IS 'Run that loaded the row; NULL in staging only';
COMMENT ON COLUMN articles.language_runner_up IS 'Next best language; NULL when there is none';
COMMENT ON COLUMN articles.is_mixed IS
    'A part of the body seems to be in another language: see sentences.language';
COMMENT ON COLUMN articles.language_engine IS 'What read the language, with its version';
