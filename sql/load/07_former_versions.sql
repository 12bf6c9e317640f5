-- Versions that something else is put in the place of: documents of the planned files that those hold no longer,
-- as they are before their rows go. A document that is still in its file, under whatever number, is no change.
CREATE TEMP TABLE former_places AS
SELECT
    documents.path,
    documents.document_no,
    documents.document_id,
    documents.article_id,
    files.sha256,
    files.first_seen_at
FROM documents
JOIN staged_plan AS plan USING (path)
JOIN files USING (path)
ANTI JOIN staged_documents AS staged ON staged.path = documents.path AND staged.document_id = documents.document_id
WHERE plan.action IN ('new', 'changed', 'relabelled') AND documents.article_id IS NOT NULL;

CREATE TEMP TABLE arrived_places AS
SELECT staged.path, staged.document_no, staged.document_id, staged.article_id
FROM staged_documents AS staged
ANTI JOIN documents ON documents.path = staged.path AND documents.document_id = staged.document_id
WHERE staged.path IN (SELECT path FROM former_places);

CREATE TEMP TABLE former_versions AS
SELECT places.*, versions.* EXCLUDE (document_id, article_id)
FROM former_places AS places
JOIN (
    SELECT * FROM articles WHERE document_id IN (SELECT document_id FROM former_places)
    UNION ALL
    SELECT * FROM spare_articles WHERE document_id IN (SELECT document_id FROM former_places)
) AS versions USING (document_id, article_id);

-- Places whose article was followed by a reject, and the document that is an article there now.
CREATE TEMP TABLE closed_gaps AS
SELECT
    gaps.path,
    gaps.document_no,
    gaps.revision_no,
    gaps.document_id = staged.document_id AS is_back,
    staged.document_id AS later_document_id,
    staged.article_id AS later_article_id
FROM article_revisions AS gaps
JOIN staged_documents AS staged ON staged.path = gaps.path AND staged.document_no = gaps.document_no
ANTI JOIN documents
    ON documents.path = staged.path
    AND documents.document_id = staged.document_id
    AND documents.article_id IS NOT NULL
WHERE gaps.outcome = 'rejected' AND staged.article_id IS NOT NULL;
