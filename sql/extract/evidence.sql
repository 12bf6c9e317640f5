SELECT chosen.article_id, evidence.*
FROM evidence
JOIN chosen USING (document_id)
ORDER BY evidence.document_id, evidence.evidence_no;
