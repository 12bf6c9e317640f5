CREATE VIEW removed_by_label AS
SELECT
    label,
    count(*) AS blocks,
    count(DISTINCT article_id) AS articles,
    sum(nonblank_chars)::BIGINT AS nonblank_chars
FROM blocks_current
WHERE verdict = 'removed'
GROUP BY label
ORDER BY blocks DESC, label;

COMMENT ON VIEW removed_by_label IS 'What was removed from the current articles, by label';
