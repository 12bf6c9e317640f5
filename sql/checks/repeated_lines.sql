-- title: what the corpus removed is furniture that it counts, and nothing else is
-- severity: abort
SELECT 'furniture' AS table_name, outlet AS id, line
FROM furniture
WHERE articles < 1 OR articles > outlet_articles OR '' IN (outlet, trim(line))
UNION ALL
SELECT 'blocks', document_id, raw_text
FROM blocks
WHERE rule_id = 'corpus.repeated_line' AND (label <> 'page_furniture' OR verdict <> 'removed')
UNION ALL
-- What waits to be relabelled still has the labels of an earlier count, and so has a text whose file is gone.
SELECT 'blocks', document_id, raw_text
FROM blocks
WHERE rule_id = 'corpus.repeated_line'
    AND raw_text NOT IN (SELECT line FROM furniture)
    AND document_id NOT IN (SELECT document_id FROM pending_lines);
