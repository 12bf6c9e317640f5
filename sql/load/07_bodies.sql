-- How long the bodies of the planned files were. A relabelling belongs to the load before it, and adds to those.
DELETE FROM former_bodies WHERE NOT getvariable('is_relabelling');

INSERT INTO former_bodies
SELECT documents.path, documents.document_no, documents.document_id, max(articles.text_chars)
FROM documents JOIN articles USING (article_id)
WHERE documents.path IN (SELECT path FROM staged_plan WHERE action IN ('new', 'changed', 'relabelled'))
    AND (documents.path, documents.document_no) NOT IN (SELECT (path, document_no) FROM former_bodies)
GROUP BY ALL
ORDER BY ALL;
