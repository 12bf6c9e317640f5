SELECT files.path, files.sha256, files.bytes, files.format, list(DISTINCT rejects.reason ORDER BY rejects.reason) AS reasons
FROM rejects
JOIN files USING (path)
WHERE files.state <> 'gone' AND files.missing_since IS NULL
GROUP BY files.path, files.sha256, files.bytes, files.format
ORDER BY files.path;
