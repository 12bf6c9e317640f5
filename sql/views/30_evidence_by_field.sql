CREATE VIEW evidence_by_field AS
SELECT
    evidence.field,
    evidence.method,
    count(DISTINCT articles_current.article_id) AS articles,
    count(*) AS values_chosen,
    min(evidence.confidence) AS least_confidence,
    round(avg(evidence.confidence), 4) AS mean_confidence,
    min(evidence.raw) AS example
FROM evidence
JOIN articles_current USING (document_id)
WHERE evidence.is_chosen
GROUP BY evidence.field, evidence.method
ORDER BY evidence.field, values_chosen DESC, evidence.method;

COMMENT ON VIEW evidence_by_field IS
    'Where the metadata of the current articles come from: per field and method how many values, and how sure they are';
