SELECT documents.path, documents.document_id, documents.fingerprint
FROM documents JOIN files USING (path)
WHERE files.state <> 'gone'
    AND (documents.fingerprint IN (SELECT unnest(?::VARCHAR[])) OR (documents.fingerprint IS NULL AND ?))
ORDER BY documents.path, documents.document_no
