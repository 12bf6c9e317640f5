CREATE TABLE rule_files (
    version VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

COMMENT ON TABLE rule_files IS 'Rule files and word lists that documents were made by';
COMMENT ON COLUMN rule_files.version IS 'Hash of the text: fingerprints.version';
COMMENT ON COLUMN rule_files.text IS 'The rule file or word list as it was';
