CREATE TABLE schema_version (
    version VARCHAR NOT NULL
);

COMMENT ON TABLE schema_version IS 'Version of these tables, one row: within a major version columns are only added';
COMMENT ON COLUMN schema_version.version IS 'Major and minor number, such as 1.3';
