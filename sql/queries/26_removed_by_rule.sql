-- question: What was removed, by which rule?
SELECT rule_id, label, blocks, articles FROM removed_by_rule LIMIT 8;
