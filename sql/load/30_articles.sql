-- Articles and sentences. Several documents can be the same article: the smallest document_id is shown,
-- the others are spares. Sentences name no document, so those of one shard are told apart by their order:
-- the n-th group of an article's sentences belongs to its n-th row.
CREATE TEMP TABLE staged_versions AS
SELECT article_id, document_id, batch, row_no,
    row_number() OVER (PARTITION BY batch, article_id ORDER BY row_no) AS place
FROM staged_articles;

CREATE TEMP TABLE affected_articles AS
SELECT article_id FROM staged_versions
UNION
SELECT article_id FROM articles WHERE document_id IN (SELECT document_id FROM replaced_documents)
UNION
SELECT article_id FROM spare_articles WHERE document_id IN (SELECT document_id FROM replaced_documents);

CREATE TEMP TABLE standing_articles AS
SELECT * FROM (SELECT * FROM articles UNION ALL SELECT * FROM spare_articles)
WHERE article_id IN (SELECT article_id FROM affected_articles)
  AND document_id NOT IN (SELECT document_id FROM replaced_documents);

CREATE TEMP TABLE standing_sentences AS
SELECT * FROM (
    SELECT articles.document_id, sentences.*
    FROM sentences JOIN articles USING (article_id)
    WHERE article_id IN (SELECT article_id FROM standing_articles)
    UNION ALL
    SELECT * FROM spare_sentences
    WHERE article_id IN (SELECT article_id FROM standing_articles)
)
WHERE document_id NOT IN (SELECT document_id FROM replaced_documents);

-- Articles with more than one version to choose from, or with one that is not staged.
CREATE TEMP TABLE contested_articles AS
SELECT article_id FROM staged_versions GROUP BY article_id HAVING count(*) > 1
UNION
SELECT article_id FROM standing_articles;

CREATE TEMP TABLE first_versions AS
SELECT DISTINCT ON (document_id) * FROM staged_versions
WHERE article_id IN (SELECT article_id FROM contested_articles)
ORDER BY document_id, batch, row_no;

CREATE TEMP TABLE versions AS
SELECT * FROM standing_articles
UNION ALL
SELECT staged.* EXCLUDE (batch, row_no) REPLACE (getvariable('run_id') AS run_id)
FROM staged_articles AS staged JOIN first_versions USING (batch, row_no);

CREATE TEMP TABLE version_sentences AS
WITH contested AS (
    SELECT *,
        sum((sentence_no = 0)::INTEGER)
            OVER (PARTITION BY batch, article_id ORDER BY row_no ROWS UNBOUNDED PRECEDING) AS place
    FROM staged_sentences
    WHERE article_id IN (SELECT article_id FROM contested_articles)
)

SELECT * FROM standing_sentences
UNION ALL
SELECT first_versions.document_id, contested.* EXCLUDE (batch, row_no, place)
FROM contested JOIN first_versions USING (batch, article_id, place);

CREATE TEMP TABLE shown_versions AS
SELECT min(document_id) AS document_id FROM versions GROUP BY article_id;

DELETE FROM articles WHERE article_id IN (SELECT article_id FROM affected_articles);
DELETE FROM sentences WHERE article_id IN (SELECT article_id FROM affected_articles);
DELETE FROM spare_articles WHERE article_id IN (SELECT article_id FROM affected_articles);
DELETE FROM spare_sentences WHERE article_id IN (SELECT article_id FROM affected_articles);

INSERT INTO articles
SELECT * FROM (
    SELECT * EXCLUDE (batch, row_no) REPLACE (getvariable('run_id') AS run_id) FROM staged_articles
    WHERE article_id NOT IN (SELECT article_id FROM contested_articles)
    UNION ALL
    SELECT * FROM versions WHERE document_id IN (SELECT document_id FROM shown_versions)
)
ORDER BY article_id;

INSERT INTO sentences
SELECT * FROM (
    SELECT * EXCLUDE (batch, row_no) FROM staged_sentences
    WHERE article_id NOT IN (SELECT article_id FROM contested_articles)
    UNION ALL
    SELECT * EXCLUDE (document_id) FROM version_sentences
    WHERE document_id IN (SELECT document_id FROM shown_versions)
)
ORDER BY article_id, sentence_no;

INSERT INTO spare_articles
SELECT * FROM versions WHERE document_id NOT IN (SELECT document_id FROM shown_versions)
ORDER BY article_id, document_id;

INSERT INTO spare_sentences
SELECT * FROM version_sentences WHERE document_id NOT IN (SELECT document_id FROM shown_versions)
ORDER BY article_id, document_id, sentence_no;
