-- question: Is the rule that removes most right? All that it took:
SELECT path, raw_text
FROM blocks_current
WHERE verdict = 'removed' AND rule_id = (SELECT rule_id FROM removed_by_rule ORDER BY blocks DESC, rule_id LIMIT 1)
ORDER BY path, block_no;
