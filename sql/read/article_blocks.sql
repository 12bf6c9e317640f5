SELECT block_no, label, verdict, rule_id, raw_text, start_char, end_char, paragraph_no
FROM blocks
WHERE document_id = $1
ORDER BY block_no;
