CREATE TABLE evidence (
    document_id VARCHAR NOT NULL,
    evidence_no INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    raw VARCHAR NOT NULL,
    start_char INTEGER,
    end_char INTEGER,
    method VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    is_chosen BOOLEAN NOT NULL
);

COMMENT ON TABLE evidence IS 'What the documents say about each metadata field, chosen or not';
COMMENT ON COLUMN evidence.document_id IS 'Document: documents.document_id';
COMMENT ON COLUMN evidence.evidence_no IS 'Number of the evidence row in the document';
COMMENT ON COLUMN evidence.field IS 'Field it speaks for, such as title, authors or published';
COMMENT ON COLUMN evidence.value IS 'Value it proposes';
COMMENT ON COLUMN evidence.raw IS 'Text it was read from';
COMMENT ON COLUMN evidence.start_char IS 'Start of raw in the source text; NULL when it is not in the text';
COMMENT ON COLUMN evidence.end_char IS 'End of raw in the source text; NULL when it is not in the text';
COMMENT ON COLUMN evidence.method IS 'How it was found';
COMMENT ON COLUMN evidence.confidence IS 'Confidence, 0 to 1';
COMMENT ON COLUMN evidence.is_chosen IS 'Whether the article bears this value';
