CREATE TABLE files (
    path VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    format VARCHAR NOT NULL,
    encoding VARCHAR,
    state VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    missing_since TIMESTAMPTZ
);

COMMENT ON TABLE files IS 'Raw files that were ever seen, one row per path';
COMMENT ON COLUMN files.path IS
    'Path relative to the raw folder, / between its parts; bytes that are not UTF-8 stand as \xNN';
COMMENT ON COLUMN files.sha256 IS 'SHA-256 of the bytes that were last processed, 64 hex characters';
COMMENT ON COLUMN files.bytes IS 'Size of those bytes';
COMMENT ON COLUMN files.format IS 'Reader that is responsible for the file, such as text or markdown';
COMMENT ON COLUMN files.encoding IS 'Encoding its text was decoded with; NULL when no text was read';
COMMENT ON COLUMN files.state IS
    'loaded, rejected (nothing of it is an article, rejects says why) or gone (no longer in the raw folder)';
COMMENT ON COLUMN files.first_seen_at IS 'Start of the run that first saw the path';
COMMENT ON COLUMN files.last_seen_at IS 'Start of the last run that processed the path';
COMMENT ON COLUMN files.missing_since IS
    'Start of the run that no longer found it, whether it is gone or kept; NULL while it is there';
