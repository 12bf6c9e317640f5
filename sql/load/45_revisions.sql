-- Earlier versions. In a file of several documents, what left and what came are matched by the text up to blanks,
-- by their address, by their title, by their number, each where it is the only one of its file; what finds no
-- counterpart was removed.
CREATE TEMP TABLE arrived_versions AS
SELECT places.*, versions.url, versions.title
FROM arrived_places AS places
LEFT JOIN (
    SELECT document_id, url, title FROM articles
    WHERE document_id IN (SELECT document_id FROM arrived_places)
    UNION ALL
    SELECT document_id, url, title FROM spare_articles
    WHERE document_id IN (SELECT document_id FROM arrived_places)
) AS versions USING (document_id);

CREATE TEMP TABLE matched_versions AS
WITH former AS (
    SELECT path, document_no AS former_no, unnest([
            {'distance': 0, 'word': article_id}, {'distance': 1, 'word': url},
            {'distance': 2, 'word': title}, {'distance': 3, 'word': document_no::VARCHAR}
        ], recursive := true)
    FROM former_versions
),

arrived AS (
    SELECT path, document_no AS arrived_no, unnest([
            {'distance': 0, 'word': article_id}, {'distance': 1, 'word': url},
            {'distance': 2, 'word': title}, {'distance': 3, 'word': document_no::VARCHAR}
        ], recursive := true)
    FROM arrived_versions
),

candidates AS (
    SELECT path, distance, word, former_no, arrived_no
    FROM (FROM former QUALIFY count(*) OVER (PARTITION BY path, distance, word) = 1)
    JOIN (FROM arrived QUALIFY count(*) OVER (PARTITION BY path, distance, word) = 1)
        USING (path, distance, word)
),

choices AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY path, former_no ORDER BY distance) AS former_choice,
        row_number() OVER (PARTITION BY path, arrived_no ORDER BY distance) AS arrived_choice
    FROM candidates
)

SELECT path, former_no, arrived_no FROM choices WHERE former_choice = 1 AND arrived_choice = 1;

CREATE TEMP TABLE replaced_versions AS
SELECT
    former.*,
    arrived.document_id AS later_document_id,
    arrived.article_id AS later_article_id,
    CASE
        WHEN arrived.article_id IS NOT NULL THEN 'revised'
        WHEN arrived.document_id IS NOT NULL THEN 'rejected'
        WHEN former.path IN (SELECT path FROM rejects WHERE document_no IS NULL) THEN 'rejected'
        ELSE 'removed'
    END AS outcome
FROM former_versions AS former
LEFT JOIN matched_versions AS matched ON matched.path = former.path AND matched.former_no = former.document_no
LEFT JOIN arrived_versions AS arrived ON arrived.path = matched.path AND arrived.document_no = matched.arrived_no;

-- What left its file and lies in another one is not lost: it has moved.
DELETE FROM replaced_versions
WHERE outcome = 'removed'
    AND article_id IN (SELECT article_id FROM documents JOIN files USING (path) WHERE files.state = 'loaded');

-- An article that was away because its file could not be processed, and is back as it was, is no revision.
DELETE FROM article_revisions
WHERE (path, document_no, revision_no) IN (SELECT (path, document_no, revision_no) FROM closed_gaps WHERE is_back);

UPDATE article_revisions
SET
    outcome = 'revised',
    later_document_id = gaps.later_document_id,
    later_article_id = gaps.later_article_id,
    run_id = getvariable('run_id'),
    replaced_at = getvariable('started_at')
FROM closed_gaps AS gaps
WHERE article_revisions.path = gaps.path
    AND article_revisions.document_no = gaps.document_no
    AND article_revisions.revision_no = gaps.revision_no;

INSERT INTO article_revisions
WITH places AS (
    SELECT path, document_no, max(revision_no) AS revisions, max(replaced_at) AS replaced_at
    FROM article_revisions
    WHERE path IN (SELECT path FROM replaced_versions)
    GROUP BY path, document_no
),

-- What stood there before as a reject was another text.
mended AS (
    SELECT path, max(resolved_at) AS resolved_at
    FROM reject_history
    WHERE resolution = 'changed' AND path IN (SELECT path FROM replaced_versions)
        AND resolved_run_id <> getvariable('run_id')
    GROUP BY path
)

SELECT
    replaced.path,
    replaced.document_no,
    coalesce(places.revisions, 0) + 1 AS revision_no,
    replaced.document_id,
    replaced.article_id,
    replaced.later_document_id,
    replaced.later_article_id,
    replaced.outcome,
    [] AS changed,
    NULL AS words_added,
    NULL AS words_removed,
    true AS is_same_making,
    replaced.sha256,
    replaced.title,
    replaced.kicker,
    replaced.subtitle,
    replaced.authors,
    replaced.agency,
    replaced.published_on,
    replaced.published_at,
    replaced.date_precision,
    replaced.outlet,
    replaced.outlet_domain,
    replaced.section,
    replaced.url,
    replaced.dateline,
    replaced.dateline_place,
    replaced.language,
    replaced.text,
    replaced.pipeline_version,
    replaced.rules_version,
    getvariable('run_id') AS run_id,
    greatest(replaced.first_seen_at, places.replaced_at, mended.resolved_at) AS first_seen_at,
    getvariable('started_at') AS replaced_at
FROM replaced_versions AS replaced
LEFT JOIN places USING (path, document_no)
LEFT JOIN mended USING (path)
ORDER BY replaced.path, replaced.document_no;
