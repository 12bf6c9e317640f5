CREATE TABLE fingerprints (
    fingerprint VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    version VARCHAR NOT NULL
);

COMMENT ON TABLE fingerprints IS 'What documents were made by, one row for each part';
COMMENT ON COLUMN fingerprints.fingerprint IS
    'Hash of all parts: what a document was made by, or a run had installed';
COMMENT ON COLUMN fingerprints.part IS
    'reader:…, stage:…, rules:…, words:… or correction:… with a name, pages, language or outlets';
COMMENT ON COLUMN fingerprints.version IS
    'Version of the part; of rule files the hash that rule_files.version is';
