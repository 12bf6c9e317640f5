CREATE TABLE article_revisions (
    path VARCHAR NOT NULL,
    document_no INTEGER NOT NULL,
    revision_no INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    later_document_id VARCHAR,
    later_article_id VARCHAR,
    outcome VARCHAR NOT NULL,
    changed VARCHAR[] NOT NULL,
    words_added INTEGER,
    words_removed INTEGER,
    is_same_making BOOLEAN NOT NULL,
    sha256 VARCHAR NOT NULL,
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
    text VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    replaced_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE article_revisions IS
    'Earlier versions of articles, one row per version that a file replaced';
COMMENT ON COLUMN article_revisions.path IS 'File whose document was replaced: files.path';
COMMENT ON COLUMN article_revisions.document_no IS 'Number that the earlier version had in the file';
COMMENT ON COLUMN article_revisions.revision_no IS
    'Counts the versions that were replaced at this path and number, from 1';
COMMENT ON COLUMN article_revisions.document_id IS 'The earlier document';
COMMENT ON COLUMN article_revisions.article_id IS 'The article that it was';
COMMENT ON COLUMN article_revisions.later_document_id IS 'Document that took its place; NULL when none did';
COMMENT ON COLUMN article_revisions.later_article_id IS 'Article that took its place; NULL when none did';
COMMENT ON COLUMN article_revisions.outcome IS
    'revised (a later text), rejected (what is there now is no article) or removed (from its file)';
COMMENT ON COLUMN article_revisions.changed IS
    'Fields that changed, such as text, title, authors or published; empty when only furniture or layout did';
COMMENT ON COLUMN article_revisions.words_added IS
    'Words of the later text beyond those of the earlier; NULL without a later text';
COMMENT ON COLUMN article_revisions.words_removed IS
    'Words of the earlier text beyond those of the later; NULL without a later text';
COMMENT ON COLUMN article_revisions.is_same_making IS
    'Both versions were made by the same stages and rules; where not, a change can come from those';
COMMENT ON COLUMN article_revisions.sha256 IS
    'SHA-256 of the bytes of the file that held the earlier version';
COMMENT ON COLUMN article_revisions.title IS 'The earlier headline';
COMMENT ON COLUMN article_revisions.kicker IS 'The earlier kicker';
COMMENT ON COLUMN article_revisions.subtitle IS 'The earlier subtitle';
COMMENT ON COLUMN article_revisions.authors IS 'The earlier names of the byline';
COMMENT ON COLUMN article_revisions.agency IS 'The earlier agency';
COMMENT ON COLUMN article_revisions.published_on IS 'The earlier day of publication';
COMMENT ON COLUMN article_revisions.published_at IS 'The earlier moment of publication';
COMMENT ON COLUMN article_revisions.date_precision IS 'What the earlier version said of the date';
COMMENT ON COLUMN article_revisions.outlet IS 'The earlier outlet';
COMMENT ON COLUMN article_revisions.outlet_domain IS 'The earlier domain of the outlet';
COMMENT ON COLUMN article_revisions.section IS 'The earlier section';
COMMENT ON COLUMN article_revisions.url IS 'The earlier address';
COMMENT ON COLUMN article_revisions.dateline IS 'The earlier dateline';
COMMENT ON COLUMN article_revisions.dateline_place IS 'The earlier place of the dateline';
COMMENT ON COLUMN article_revisions.language IS 'Language of the earlier body';
COMMENT ON COLUMN article_revisions.text IS 'The earlier body, as articles.text held it last';
COMMENT ON COLUMN article_revisions.pipeline_version IS 'Version of the stages that made the earlier version';
COMMENT ON COLUMN article_revisions.rules_version IS 'Hash of the rule files that made the earlier version';
COMMENT ON COLUMN article_revisions.run_id IS 'Run that put something else in its place';
COMMENT ON COLUMN article_revisions.first_seen_at IS
    'Start of the run that first saw the earlier version there';
COMMENT ON COLUMN article_revisions.replaced_at IS 'Start of the run that put something else in its place';
