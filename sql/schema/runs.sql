CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    raw_folder VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    files_seen INTEGER NOT NULL,
    files_new INTEGER NOT NULL,
    files_changed INTEGER NOT NULL,
    files_gone INTEGER NOT NULL,
    articles_loaded INTEGER NOT NULL,
    rejects INTEGER NOT NULL,
    files_returned INTEGER,
    fingerprint VARCHAR
);

COMMENT ON TABLE runs IS 'Runs that changed the warehouse, in the order of their commits';
COMMENT ON COLUMN runs.run_id IS 'Hash of the plan: of what was to be done, not of when';
COMMENT ON COLUMN runs.started_at IS 'Start of the run';
COMMENT ON COLUMN runs.finished_at IS 'End of processing, before the load';
COMMENT ON COLUMN runs.raw_folder IS 'Raw folder the files were read from';
COMMENT ON COLUMN runs.pipeline_version IS 'Version of the stages';
COMMENT ON COLUMN runs.rules_version IS 'Hash of the rule files that were in force';
COMMENT ON COLUMN runs.files_seen IS 'Files in the raw folder';
COMMENT ON COLUMN runs.files_new IS 'Files that were not known';
COMMENT ON COLUMN runs.files_changed IS 'Known files that were processed again';
COMMENT ON COLUMN runs.files_gone IS 'Known files that are no longer there';
COMMENT ON COLUMN runs.articles_loaded IS 'Articles that the run wrote or wrote again';
COMMENT ON COLUMN runs.rejects IS 'Rows of rejects that the run wrote';
COMMENT ON COLUMN runs.files_returned IS
    'Missing files that were there again, as they had been; NULL in runs before schema 1.3';
COMMENT ON COLUMN runs.fingerprint IS
    'All that was installed: fingerprints.fingerprint; NULL when the run was before 1.3';
