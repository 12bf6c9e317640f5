CREATE VIEW repairs_by_kind AS
SELECT
    repairs.kind,
    repairs.rule_id,
    count(*) AS repairs,
    count(DISTINCT articles_current.article_id) AS articles
FROM repairs
JOIN articles_current USING (document_id)
GROUP BY repairs.kind, repairs.rule_id
ORDER BY repairs DESC, repairs.kind, repairs.rule_id;

COMMENT ON VIEW repairs_by_kind IS 'How often the text of the current articles was repaired, and how';
