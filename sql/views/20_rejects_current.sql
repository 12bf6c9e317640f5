CREATE VIEW rejects_current AS
SELECT rejects.*
FROM rejects
JOIN files USING (path)
WHERE files.state <> 'gone';

COMMENT ON VIEW rejects_current IS
    'Files and documents that are in the raw folder now and could not be processed';
