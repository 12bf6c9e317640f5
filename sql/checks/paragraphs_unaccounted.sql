-- title: every paragraph of an article comes from kept blocks, and only kept blocks feed one
-- severity: abort
SELECT articles.article_id, sentences.paragraph_no, NULL::INTEGER AS block_no
FROM sentences
JOIN articles USING (article_id)
ANTI JOIN blocks
    ON blocks.document_id = articles.document_id
    AND blocks.paragraph_no = sentences.paragraph_no
    AND blocks.verdict = 'kept'
UNION ALL
SELECT articles.article_id, blocks.paragraph_no, blocks.block_no
FROM blocks
JOIN articles USING (document_id)
WHERE (blocks.verdict = 'kept') <> (blocks.paragraph_no IS NOT NULL)
    OR blocks.paragraph_no NOT BETWEEN 0 AND articles.paragraph_count - 1;
