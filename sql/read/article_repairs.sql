SELECT kind, start_char, end_char, before_text, after_text, rule_id
FROM repairs
WHERE document_id = $1
ORDER BY repair_no;
