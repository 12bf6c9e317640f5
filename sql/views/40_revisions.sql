-- By path: what a file replaced, once for all files that replaced the same version by the same. By address: articles
-- of other files with the same url (scheme, www., anchor and a last slash aside), which share the title or a
-- paragraph; each with the next one, in the order in which they were first seen, then by path.
CREATE VIEW revisions AS
WITH by_path AS (
    SELECT
        min(past.revision_no) AS revision_no,
        list(past.path ORDER BY past.path, past.document_no) AS paths,
        past.article_id,
        past.later_article_id,
        arg_min(past.outcome, past.path) AS outcome,
        arg_min(past.changed, past.path) AS changed,
        arg_min(past.words_added, past.path) AS words_added,
        arg_min(past.words_removed, past.path) AS words_removed,
        arg_min(past.title, past.path) AS earlier_title,
        arg_min(coalesce(past.outlet, past.outlet_domain), past.path) AS earlier_outlet,
        min(past.first_seen_at) AS first_seen_at,
        min(past.replaced_at) AS replaced_at,
        past.run_id
    FROM article_revisions AS past
    GROUP BY past.article_id, past.later_article_id, past.run_id
),

addresses AS (
    SELECT article_id, regexp_replace(url, '^[a-z]+://(www\.)?|/*(#.*)?$', '', 'gi') AS address
    FROM articles
    WHERE url IS NOT NULL
    QUALIFY contains(address, '/') AND count(*) OVER (PARTITION BY address) > 1
),

held AS (
    SELECT
        documents.article_id,
        list(DISTINCT documents.path ORDER BY documents.path) AS paths,
        min(files.first_seen_at) AS first_seen_at
    FROM documents
    JOIN files USING (path)
    SEMI JOIN addresses USING (article_id)
    GROUP BY documents.article_id
),

following AS (
    SELECT
        article_id,
        row_number() OVER by_address AS revision_no,
        lead(article_id) OVER by_address AS later_article_id
    FROM addresses
    JOIN held USING (article_id)
    WINDOW by_address AS (PARTITION BY address ORDER BY held.first_seen_at, held.paths, article_id)
),

crawled AS (
    SELECT articles.*, held.paths, held.first_seen_at
    FROM articles
    JOIN held USING (article_id)
),

by_url AS (
    SELECT
        following.revision_no,
        list_concat(earlier.paths, list_filter(later.paths, lambda path: path NOT IN earlier.paths)) AS paths,
        earlier.article_id,
        later.article_id AS later_article_id,
        'revised' AS outcome,
        list_filter([
            if(earlier.title IS DISTINCT FROM later.title, 'title', NULL),
            if(earlier.subtitle IS DISTINCT FROM later.subtitle, 'subtitle', NULL),
            if(earlier.authors IS DISTINCT FROM later.authors, 'authors', NULL),
            if(
                earlier.published_on IS DISTINCT FROM later.published_on
                OR earlier.published_at IS DISTINCT FROM later.published_at, 'published', NULL
            ),
            if(earlier.section IS DISTINCT FROM later.section, 'section', NULL),
            if(
                regexp_replace(earlier.text, '\s+', ' ', 'g') <> regexp_replace(later.text, '\s+', ' ', 'g'),
                'text', NULL
            )
        ], lambda name: name IS NOT NULL) AS changed,
        later.title,
        earlier.title AS earlier_title,
        coalesce(later.outlet, later.outlet_domain) AS outlet,
        earlier.first_seen_at,
        later.first_seen_at AS replaced_at,
        later.run_id
    FROM following
    JOIN crawled AS earlier ON earlier.article_id = following.article_id
    JOIN crawled AS later ON later.article_id = following.later_article_id
    WHERE earlier.title = later.title
        OR list_has_any(string_split(earlier.text, chr(10) || chr(10)), string_split(later.text, chr(10) || chr(10)))
)

SELECT
    'path' AS matched_by,
    by_path.revision_no,
    coalesce(articles.outlet, articles.outlet_domain, by_path.earlier_outlet) AS outlet,
    coalesce(articles.title, by_path.earlier_title) AS title,
    by_path.outcome,
    by_path.changed,
    by_path.words_added,
    by_path.words_removed,
    by_path.first_seen_at,
    by_path.replaced_at,
    by_path.earlier_title,
    by_path.article_id,
    by_path.later_article_id,
    by_path.paths,
    by_path.run_id
FROM by_path
LEFT JOIN articles ON articles.article_id = by_path.later_article_id
UNION ALL
SELECT
    'url',
    by_url.revision_no,
    by_url.outlet,
    by_url.title,
    by_url.outcome,
    by_url.changed,
    NULL,
    NULL,
    by_url.first_seen_at,
    by_url.replaced_at,
    by_url.earlier_title,
    by_url.article_id,
    by_url.later_article_id,
    by_url.paths,
    by_url.run_id
FROM by_url
ANTI JOIN by_path USING (article_id, later_article_id)
ORDER BY replaced_at DESC, paths, revision_no;

COMMENT ON VIEW revisions IS
    'What was changed after it was published: an earlier version and the one that took its place, by path or by url';
