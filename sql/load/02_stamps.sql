-- Documents of files that are not done again, although stages, rules or corrections are others now: none of what has
-- changed can reach them, so they are what a run of today would make of them, and bear its versions.
CREATE TEMP TABLE standing_paths AS
SELECT path FROM files
WHERE getvariable('is_stamping')
    AND state <> 'gone'
    AND path NOT IN (SELECT path FROM staged_plan WHERE action NOT IN ('kept', 'returned'))
    AND path NOT IN (SELECT unnest(getvariable('held_paths')));

UPDATE documents SET fingerprint = staged_stamps.after
FROM staged_stamps
WHERE documents.fingerprint = staged_stamps.before
    AND staged_stamps.before <> staged_stamps.after
    AND documents.path IN (SELECT path FROM standing_paths);

CREATE TEMP TABLE standing_documents AS
SELECT DISTINCT document_id FROM documents
WHERE path IN (SELECT path FROM standing_paths) AND fingerprint IN (SELECT after FROM staged_stamps);

UPDATE articles SET
    pipeline_version = getvariable('pipeline_version'),
    rules_version = getvariable('rules_version')
WHERE document_id IN (SELECT document_id FROM standing_documents)
    AND (
        pipeline_version <> getvariable('pipeline_version')
        OR rules_version <> getvariable('rules_version')
    );

UPDATE spare_articles SET
    pipeline_version = getvariable('pipeline_version'),
    rules_version = getvariable('rules_version')
WHERE document_id IN (SELECT document_id FROM standing_documents)
    AND (
        pipeline_version <> getvariable('pipeline_version')
        OR rules_version <> getvariable('rules_version')
    );
