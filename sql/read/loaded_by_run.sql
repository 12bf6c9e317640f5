SELECT
    (SELECT count(*) FROM articles WHERE run_id = $1) AS articles,
    (SELECT count(*) FROM sentences JOIN articles USING (article_id) WHERE run_id = $1) AS sentences,
    (SELECT count(*) FROM blocks JOIN articles USING (document_id) WHERE run_id = $1) AS blocks,
    (SELECT count(*) FROM rejects WHERE run_id = $1) AS rejects;
