-- title: numbers count from 0 without a gap
-- severity: abort
SELECT 'sentences' AS table_name, article_id AS id, min(sentence_no) AS first_no, max(sentence_no) AS last_no
FROM sentences GROUP BY article_id HAVING min(sentence_no) <> 0 OR max(sentence_no) >= count(*)
UNION ALL
SELECT 'blocks', document_id, min(block_no), max(block_no)
FROM blocks GROUP BY document_id HAVING min(block_no) <> 0 OR max(block_no) >= count(*)
UNION ALL
SELECT 'repairs', document_id, min(repair_no), max(repair_no)
FROM repairs GROUP BY document_id HAVING min(repair_no) <> 0 OR max(repair_no) >= count(*)
UNION ALL
SELECT 'evidence', document_id, min(evidence_no), max(evidence_no)
FROM evidence GROUP BY document_id HAVING min(evidence_no) <> 0 OR max(evidence_no) >= count(*);
