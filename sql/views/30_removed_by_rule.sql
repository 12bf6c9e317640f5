CREATE VIEW removed_by_rule AS
SELECT
    rule_id,
    label,
    count(*) AS blocks,
    count(DISTINCT article_id) AS articles,
    sum(nonblank_chars)::BIGINT AS nonblank_chars,
    min(raw_text) AS example
FROM blocks_current
WHERE verdict = 'removed'
GROUP BY rule_id, label
ORDER BY blocks DESC, rule_id, label;

COMMENT ON VIEW removed_by_rule IS 'What was removed from the current articles, by the rule that decided';
