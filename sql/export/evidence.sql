SELECT evidence.*, changed.part
FROM evidence
JOIN export_plan.changed AS changed USING (document_id);
