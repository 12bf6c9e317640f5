-- What changed between an earlier version and the one that took its place: of this load's revisions, and once more
-- of those whose later text is relabelled now before it was ever published (a run of nothing but relabelled files
-- ends that time). So what the corpus removes is not taken for a change of the source.
CREATE TEMP TABLE open_runs AS
SELECT getvariable('run_id') AS run_id
UNION
SELECT run_id
FROM runs
WHERE getvariable('is_relabelling') AND runs.rowid > (
    SELECT coalesce(max(rowid), -1) FROM runs
    WHERE files_new + files_changed + files_gone + coalesce(files_returned, 0) = 0
);

CREATE TEMP TABLE open_revisions AS
SELECT path, document_no, revision_no, later_document_id
FROM article_revisions
WHERE later_article_id IS NOT NULL
    AND run_id IN (SELECT run_id FROM open_runs)
    AND (run_id = getvariable('run_id') OR later_document_id IN (SELECT document_id FROM staged_documents));

CREATE TEMP TABLE compared_versions AS
SELECT
    earlier.path,
    earlier.document_no,
    earlier.revision_no,
    earlier.text AS earlier_text,
    later.text AS later_text,
    (earlier.pipeline_version, earlier.rules_version)
    = (later.pipeline_version, later.rules_version) AS is_same_making,
    list_filter([
        if(earlier.title IS DISTINCT FROM later.title, 'title', NULL),
        if(earlier.kicker IS DISTINCT FROM later.kicker, 'kicker', NULL),
        if(earlier.subtitle IS DISTINCT FROM later.subtitle, 'subtitle', NULL),
        if(earlier.authors IS DISTINCT FROM later.authors, 'authors', NULL),
        if(earlier.agency IS DISTINCT FROM later.agency, 'agency', NULL),
        if(
            earlier.published_on IS DISTINCT FROM later.published_on
            OR earlier.published_at IS DISTINCT FROM later.published_at
            OR earlier.date_precision IS DISTINCT FROM later.date_precision, 'published', NULL
        ),
        if(earlier.outlet IS DISTINCT FROM later.outlet, 'outlet', NULL),
        if(earlier.outlet_domain IS DISTINCT FROM later.outlet_domain, 'outlet_domain', NULL),
        if(earlier.section IS DISTINCT FROM later.section, 'section', NULL),
        if(earlier.url IS DISTINCT FROM later.url, 'url', NULL),
        if(earlier.dateline IS DISTINCT FROM later.dateline, 'dateline', NULL),
        if(earlier.dateline_place IS DISTINCT FROM later.dateline_place, 'dateline_place', NULL),
        if(earlier.language <> later.language, 'language', NULL),
        if(
            regexp_replace(earlier.text, '\s+', ' ', 'g') <> regexp_replace(later.text, '\s+', ' ', 'g'),
            'text', NULL
        )
    ], lambda name: name IS NOT NULL) AS changed
FROM open_revisions
JOIN article_revisions AS earlier USING (path, document_no, revision_no)
JOIN (
    SELECT * FROM articles WHERE document_id IN (SELECT later_document_id FROM open_revisions)
    UNION ALL
    SELECT * FROM spare_articles WHERE document_id IN (SELECT later_document_id FROM open_revisions)
) AS later ON later.document_id = open_revisions.later_document_id;

-- A word is a run of letters and figures; where a script has no blanks, every letter counts.
SET VARIABLE word_pattern = '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]\p{M}*'
|| '|(?:[^\P{L}\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]|[\p{M}\p{N}])+';

CREATE TEMP TABLE changed_words AS
WITH words AS (
    SELECT path, document_no, revision_no, 1 AS surplus,
        unnest(regexp_extract_all(later_text, getvariable('word_pattern'))) AS word
    FROM compared_versions
    UNION ALL
    SELECT path, document_no, revision_no, -1,
        unnest(regexp_extract_all(earlier_text, getvariable('word_pattern')))
    FROM compared_versions
),

counts AS (
    SELECT path, document_no, revision_no, word, sum(surplus) AS surplus
    FROM words
    GROUP BY path, document_no, revision_no, word
)

SELECT
    path,
    document_no,
    revision_no,
    coalesce(sum(surplus) FILTER (WHERE surplus > 0), 0)::INTEGER AS words_added,
    coalesce(-sum(surplus) FILTER (WHERE surplus < 0), 0)::INTEGER AS words_removed
FROM counts
GROUP BY path, document_no, revision_no;

UPDATE article_revisions
SET
    changed = compared.changed,
    is_same_making = compared.is_same_making,
    words_added = coalesce(changed_words.words_added, 0),
    words_removed = coalesce(changed_words.words_removed, 0)
FROM compared_versions AS compared
LEFT JOIN changed_words USING (path, document_no, revision_no)
WHERE article_revisions.path = compared.path
    AND article_revisions.document_no = compared.document_no
    AND article_revisions.revision_no = compared.revision_no;
