CREATE TABLE repairs (
    document_id VARCHAR NOT NULL,
    repair_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    before_text VARCHAR NOT NULL,
    after_text VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL
);

COMMENT ON TABLE repairs IS 'Places where the article text departs from the source text';
COMMENT ON COLUMN repairs.document_id IS 'Document: documents.document_id';
COMMENT ON COLUMN repairs.repair_no IS 'Number of the repair in the document';
COMMENT ON COLUMN repairs.kind IS 'Kind of repair, such as page_break_join, line_join or hyphen_join';
COMMENT ON COLUMN repairs.start_char IS 'Start in the source text';
COMMENT ON COLUMN repairs.end_char IS 'End in the source text';
COMMENT ON COLUMN repairs.before_text IS 'What stands in the source';
COMMENT ON COLUMN repairs.after_text IS 'What stands in the article instead';
COMMENT ON COLUMN repairs.rule_id IS 'Rule that decided';
