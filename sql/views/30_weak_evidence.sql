-- A value is weak when the confidence of what speaks for it is below 0.8, and contested when other evidence of the
-- same field in the same document says otherwise. Of authors several may be right, so they are not contested.
CREATE VIEW weak_evidence AS
WITH chosen AS (
    SELECT
        evidence.*,
        evidence.field <> 'authors' AND EXISTS (
            SELECT 1
            FROM evidence AS other
            WHERE other.document_id = evidence.document_id
                AND other.field = evidence.field
                AND other.value <> evidence.value
                AND other.confidence >= 0.5
        ) AS is_contested
    FROM evidence
    WHERE evidence.is_chosen
)

SELECT
    articles_current.article_id,
    articles_current.paths[1] AS path,
    chosen.field,
    chosen.value,
    chosen.raw,
    chosen.method,
    chosen.confidence,
    chosen.confidence < 0.8 AS is_weak,
    chosen.is_contested
FROM chosen
JOIN articles_current USING (document_id)
WHERE chosen.confidence < 0.8 OR chosen.is_contested
ORDER BY chosen.confidence, path, chosen.field, chosen.value;

COMMENT ON VIEW weak_evidence IS
    'Values of current articles that little speaks for (confidence below 0.8), or that other evidence in the text contradicts';
