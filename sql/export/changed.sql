-- The articles of the partitions to be written, with the number of theirs.
CREATE TABLE export_plan.changed AS
SELECT article_id, document_id, published_on, paths, part
FROM export_plan.current
JOIN export_plan.parts USING (year, language);
