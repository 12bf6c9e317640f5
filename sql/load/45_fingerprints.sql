-- What the fingerprints stand for, and the rule files behind them: those of documents and runs, and no others.
CREATE TEMP TABLE used_fingerprints AS
SELECT fingerprint FROM documents WHERE fingerprint IS NOT NULL
UNION
SELECT fingerprint FROM runs WHERE fingerprint IS NOT NULL
UNION
SELECT getvariable('run_fingerprint') WHERE getvariable('run_fingerprint') IS NOT NULL;

INSERT INTO fingerprints
SELECT DISTINCT fingerprint, part, version FROM (
    SELECT fingerprint, part, version FROM staged_fingerprints
    UNION ALL
    SELECT fingerprint, part, version FROM staged_parts
)
WHERE fingerprint IN (SELECT fingerprint FROM used_fingerprints)
    AND fingerprint NOT IN (SELECT fingerprint FROM fingerprints)
ORDER BY fingerprint, part;

DELETE FROM fingerprints WHERE fingerprint NOT IN (SELECT fingerprint FROM used_fingerprints);

INSERT INTO rule_files
SELECT DISTINCT version, text FROM staged_rule_files
WHERE version IN (SELECT version FROM fingerprints)
    AND version NOT IN (SELECT version FROM rule_files)
ORDER BY version;

DELETE FROM rule_files WHERE version NOT IN (SELECT version FROM fingerprints);
