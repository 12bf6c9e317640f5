SELECT blocks_current.*
FROM blocks_current
WHERE article_id IN (SELECT article_id FROM chosen)
ORDER BY document_id, block_no;
