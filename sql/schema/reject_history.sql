CREATE TABLE reject_history (
    path VARCHAR NOT NULL,
    document_no INTEGER,
    sha256 VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    advice VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    resolution VARCHAR,
    resolved_run_id VARCHAR,
    resolved_at TIMESTAMPTZ
);

COMMENT ON TABLE reject_history IS
    'Every reject that ever was: one row for each time from when it came until it was resolved';
COMMENT ON COLUMN reject_history.path IS 'File: files.path';
COMMENT ON COLUMN reject_history.document_no IS
    'Number of the document in the file; NULL when the whole file was rejected';
COMMENT ON COLUMN reject_history.sha256 IS 'SHA-256 of the bytes that were rejected';
COMMENT ON COLUMN reject_history.stage IS 'Stage that gave up, such as read or process';
COMMENT ON COLUMN reject_history.reason IS 'Reason in one word, to group by';
COMMENT ON COLUMN reject_history.detail IS 'What was wrong, in a sentence';
COMMENT ON COLUMN reject_history.advice IS 'What to do about it, in a sentence';
COMMENT ON COLUMN reject_history.run_id IS 'First run that rejected it so, or found its file there again';
COMMENT ON COLUMN reject_history.first_seen_at IS 'Start of that run';
COMMENT ON COLUMN reject_history.resolution IS
    'How it ended: passed, changed (other bytes), gone or rejected_otherwise; NULL while it stands';
COMMENT ON COLUMN reject_history.resolved_run_id IS 'Run that ended it; NULL as long as it stands';
COMMENT ON COLUMN reject_history.resolved_at IS 'Start of that run';
