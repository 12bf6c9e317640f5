-- Fingerprints of the documents in files that are not gone.
SELECT DISTINCT documents.fingerprint
FROM documents JOIN files USING (path)
WHERE files.state <> 'gone'
ORDER BY documents.fingerprint NULLS FIRST
