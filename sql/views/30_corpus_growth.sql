CREATE VIEW corpus_growth AS
WITH held AS (
    SELECT run_id, count(*) AS articles, sum(sentence_count)::BIGINT AS sentences
    FROM articles_current
    GROUP BY run_id
),

numbered AS (SELECT runs.*, row_number() OVER (ORDER BY runs.rowid) AS run_no FROM runs)

SELECT
    numbered.run_no,
    numbered.run_id,
    numbered.started_at,
    numbered.files_new,
    numbered.files_changed,
    numbered.files_gone,
    coalesce(held.articles, 0) AS articles,
    coalesce(held.sentences, 0) AS sentences,
    (sum(numbered.files_new) OVER so_far)::BIGINT AS files_so_far,
    (sum(coalesce(held.articles, 0)) OVER so_far)::BIGINT AS articles_so_far,
    (sum(coalesce(held.sentences, 0)) OVER so_far)::BIGINT AS sentences_so_far
FROM numbered
LEFT JOIN held USING (run_id)
WINDOW so_far AS (ORDER BY numbered.run_no)
ORDER BY numbered.run_no;

COMMENT ON VIEW corpus_growth IS
    'What each run brought: files, and the current articles and sentences that it was the last to write; and their sums so far, the last of which is what there is now';
