-- title: of every file there is a document or a reject, of every rejected document a reason
-- severity: abort
SELECT path, NULL::INTEGER AS document_no, state
FROM files
WHERE path NOT IN (SELECT path FROM documents) AND path NOT IN (SELECT path FROM rejects)
UNION ALL
SELECT documents.path, documents.document_no, 'rejected'
FROM documents
ANTI JOIN rejects
    ON rejects.path = documents.path
    AND coalesce(rejects.document_no, documents.document_no) = documents.document_no
WHERE documents.article_id IS NULL;
