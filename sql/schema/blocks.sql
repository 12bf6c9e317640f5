CREATE TABLE blocks (
    document_id VARCHAR NOT NULL,
    block_no INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL,
    raw_text VARCHAR NOT NULL USING COMPRESSION zstd,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    nonblank_chars INTEGER NOT NULL,
    paragraph_no INTEGER
);

COMMENT ON TABLE blocks IS
    'Spans of the documents and their verdicts: the whole source, removed text included';
COMMENT ON COLUMN blocks.document_id IS 'Document: documents.document_id';
COMMENT ON COLUMN blocks.block_no IS 'Number of the block in the document';
COMMENT ON COLUMN blocks.label IS 'What the block is, such as title, paragraph or advertisement';
COMMENT ON COLUMN blocks.verdict IS 'What became of it: kept, removed or metadata';
COMMENT ON COLUMN blocks.rule_id IS 'Rule that decided';
COMMENT ON COLUMN blocks.raw_text IS 'The block as it stands in the source';
COMMENT ON COLUMN blocks.start_char IS 'Start in the source text';
COMMENT ON COLUMN blocks.end_char IS 'End in the source text';
COMMENT ON COLUMN blocks.nonblank_chars IS 'Characters of raw_text that are not blank';
COMMENT ON COLUMN blocks.paragraph_no IS 'Paragraph of the article it feeds; NULL unless kept';
