CREATE TABLE documents (
    document_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    document_no INTEGER NOT NULL,
    article_id VARCHAR,
    source_chars INTEGER NOT NULL,
    nonblank_chars INTEGER NOT NULL,
    fingerprint VARCHAR
);

COMMENT ON TABLE documents IS 'Which document of which file is which article, one row per file and document';
COMMENT ON COLUMN documents.document_id IS 'Hash of the decoded source text, and of the day its path gives if any';
COMMENT ON COLUMN documents.path IS 'File that holds the document: files.path';
COMMENT ON COLUMN documents.document_no IS 'Number of the document in its file';
COMMENT ON COLUMN documents.article_id IS 'Article the document became; NULL when it was rejected';
COMMENT ON COLUMN documents.source_chars IS 'Length of the decoded source text';
COMMENT ON COLUMN documents.nonblank_chars IS
    'Characters of the source text that are not blank; the blocks hold each exactly once';
COMMENT ON COLUMN documents.fingerprint IS
    'What the document was made by: fingerprints.fingerprint; NULL when it was loaded before 1.3';
