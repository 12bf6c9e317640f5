SELECT
    (SELECT count(*) FROM files WHERE state <> 'gone') AS files,
    (SELECT count(*) FROM articles_current) AS articles,
    (SELECT count(*) FROM sentences_current) AS sentences,
    (SELECT count(DISTINCT path) FROM rejects_current) AS rejected_files;
