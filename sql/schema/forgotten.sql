CREATE TABLE forgotten (
    document_id VARCHAR NOT NULL,
    article_id VARCHAR,
    forgotten_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE forgotten IS
    'Documents that were erased and are not loaded again; nothing is left of their texts';
COMMENT ON COLUMN forgotten.document_id IS 'Document that was erased: documents.document_id as it was';
COMMENT ON COLUMN forgotten.article_id IS
    'Article it had become, erased too; NULL when it had been rejected';
COMMENT ON COLUMN forgotten.forgotten_at IS 'When it was erased';
