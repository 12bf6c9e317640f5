SELECT field, value, raw, start_char, end_char, method, confidence, is_chosen
FROM evidence
WHERE document_id = $1
ORDER BY evidence_no;
