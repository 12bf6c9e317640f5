-- What the corpus says: a line that many articles of one outlet repeat near their first or last line is furniture.
-- Counted are blocks that were kept, or removed for this very reason, so that the count does not depend on what
-- was learned before. Which documents the outcome concerns goes to pending_lines; a run that relabels those
-- (is_relabelling) learns nothing and takes them off again.
CREATE TEMP TABLE outlet_documents AS
SELECT * FROM document_outlets WHERE NOT getvariable('is_relabelling');

-- Outlets of what comes, and of what comes, goes or changes sides by it: a copy in another outlet's folder, or
-- another version of a text, can take an article from its outlet.
CREATE TEMP TABLE counted_outlets AS
SELECT outlet FROM outlet_documents
WHERE document_id IN (SELECT document_id FROM staged_documents) AND outlet IS NOT NULL
UNION
SELECT outlet FROM (SELECT * FROM former_outlets EXCEPT SELECT * FROM outlet_documents) WHERE outlet IS NOT NULL
UNION
SELECT outlet FROM (SELECT * FROM outlet_documents EXCEPT SELECT * FROM former_outlets) WHERE outlet IS NOT NULL;

DELETE FROM outlet_documents WHERE outlet IS NULL OR outlet NOT IN (SELECT outlet FROM counted_outlets);

CREATE TEMP TABLE outlet_sizes AS
SELECT outlet, count(DISTINCT article_id)::INTEGER AS outlet_articles FROM outlet_documents GROUP BY outlet;

-- Lines are compared by their hashes first: nearly all stand too seldom, and need not be held.
CREATE TEMP TABLE edges AS
WITH sizes AS (
    SELECT document_id, max(block_no) AS last_no
    FROM blocks
    WHERE document_id IN (SELECT document_id FROM outlet_documents)
    GROUP BY document_id
)

SELECT outlet_documents.outlet, document_id, blocks.block_no, hash(blocks.raw_text) AS line_hash
FROM blocks JOIN sizes USING (document_id) JOIN outlet_documents USING (document_id)
WHERE (blocks.verdict = 'kept' OR blocks.rule_id = 'corpus.repeated_line')
    AND (blocks.block_no < getvariable('edge_blocks') OR blocks.block_no > last_no - getvariable('edge_blocks'))
    AND blocks.end_char - blocks.start_char <= getvariable('longest_line');

CREATE TEMP TABLE held_hashes AS
SELECT outlet, line_hash
FROM edges JOIN outlet_sizes USING (outlet)
GROUP BY outlet, line_hash, outlet_articles
HAVING count(*) >= getvariable('least_articles') AND count(*) >= getvariable('least_share') * outlet_articles
UNION
SELECT outlet, hash(line) FROM furniture WHERE outlet IN (SELECT outlet FROM counted_outlets);

CREATE TEMP TABLE edge_lines AS
SELECT edges.outlet, document_id, blocks.raw_text AS line
FROM edges JOIN held_hashes USING (outlet, line_hash) JOIN blocks USING (document_id, block_no);

CREATE TEMP TABLE repeated_lines AS
SELECT outlet, line, list(DISTINCT document_id) AS document_ids
FROM edge_lines
GROUP BY outlet, line
HAVING count(DISTINCT document_id) >= getvariable('least_articles');

-- Articles with the same longest block are versions or reprints of one text and count once.
CREATE TEMP TABLE longest_blocks AS
WITH sizes AS (
    SELECT document_id, max(end_char - start_char) AS chars
    FROM blocks
    WHERE document_id IN (SELECT unnest(document_ids) FROM repeated_lines)
    GROUP BY document_id
)

SELECT document_id, max(blocks.raw_text) AS longest
FROM blocks JOIN sizes USING (document_id)
WHERE blocks.end_char - blocks.start_char = sizes.chars
GROUP BY document_id;

CREATE TEMP TABLE learned_lines AS
WITH holders AS (SELECT outlet, line, unnest(document_ids) AS document_id FROM repeated_lines),

counts AS (
    SELECT outlet, line, count(DISTINCT longest)::INTEGER AS articles
    FROM holders JOIN longest_blocks USING (document_id)
    GROUP BY outlet, line
)

SELECT outlet, line, articles, outlet_articles
FROM counts JOIN outlet_sizes USING (outlet)
WHERE articles >= getvariable('least_articles')
    AND articles >= getvariable('least_share') * outlet_articles;

CREATE TEMP TABLE changed_lines AS
SELECT outlet, line FROM learned_lines
ANTI JOIN furniture USING (outlet, line)
UNION ALL
SELECT outlet, line FROM furniture
ANTI JOIN learned_lines USING (outlet, line)
WHERE outlet IN (SELECT outlet FROM counted_outlets) AND NOT getvariable('is_relabelling');

-- The lines that are to be taken out of what comes. Those that were known before were tried on it already, whatever
-- its outlet. That has settled a document of one file when each of its lines was among those tried, nothing else was
-- taken out, and its body does not consist of tried lines alone (it is left as it is then).
CREATE TEMP TABLE tried_lines AS SELECT unnest(getvariable('tried_lines')::VARCHAR[]) AS line;

CREATE TEMP TABLE due_lines AS
SELECT DISTINCT document_id, line
FROM edge_lines JOIN learned_lines USING (outlet, line)
WHERE document_id IN (SELECT document_id FROM staged_documents);

CREATE TEMP TABLE unsettled_documents AS
SELECT document_id FROM due_lines WHERE line NOT IN (SELECT line FROM tried_lines)
UNION
SELECT document_id FROM cut_lines ANTI JOIN due_lines USING (document_id, line)
UNION
SELECT document_id FROM documents
WHERE document_id IN (SELECT document_id FROM due_lines UNION SELECT document_id FROM cut_lines)
GROUP BY document_id HAVING count(*) > 1
UNION
SELECT document_id FROM blocks
WHERE document_id IN (SELECT document_id FROM due_lines ANTI JOIN cut_lines USING (document_id))
GROUP BY document_id
HAVING bool_and(verdict <> 'kept' OR raw_text IN (SELECT line FROM tried_lines));

CREATE TEMP TABLE concerned_documents AS
SELECT document_id FROM unsettled_documents WHERE NOT getvariable('is_relabelling')
UNION
SELECT document_id FROM edge_lines
WHERE (outlet, line) IN (SELECT (outlet, line) FROM changed_lines)
    AND document_id NOT IN (SELECT document_id FROM staged_documents);

DELETE FROM pending_lines
WHERE document_id IN (SELECT document_id FROM replaced_documents)
    OR document_id IN (SELECT document_id FROM concerned_documents);

INSERT INTO pending_lines
SELECT DISTINCT concerned_documents.document_id, learned_lines.line
FROM concerned_documents
LEFT JOIN edge_lines ON edge_lines.document_id = concerned_documents.document_id
LEFT JOIN learned_lines ON learned_lines.outlet = edge_lines.outlet AND learned_lines.line = edge_lines.line
ORDER BY ALL;

DELETE FROM furniture
WHERE outlet IN (SELECT outlet FROM counted_outlets) AND NOT getvariable('is_relabelling');

INSERT INTO furniture SELECT * FROM learned_lines ORDER BY outlet, line;
