CREATE TABLE rejects (
    path VARCHAR NOT NULL,
    document_no INTEGER,
    sha256 VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    advice VARCHAR NOT NULL,
    run_id VARCHAR
);

COMMENT ON TABLE rejects IS 'Files and documents that could not be processed, with the reason';
COMMENT ON COLUMN rejects.path IS 'File: files.path';
COMMENT ON COLUMN rejects.document_no IS
    'Number of the document in the file; NULL when the whole file was rejected';
COMMENT ON COLUMN rejects.sha256 IS 'SHA-256 of the bytes that were rejected';
COMMENT ON COLUMN rejects.stage IS 'Stage that gave up, such as read or process';
COMMENT ON COLUMN rejects.reason IS 'Reason in one word, to group by';
COMMENT ON COLUMN rejects.detail IS 'What was wrong, in a sentence';
COMMENT ON COLUMN rejects.advice IS 'What to do about it, in a sentence';
COMMENT ON COLUMN rejects.run_id IS 'Run that rejected it; NULL in staging only';
