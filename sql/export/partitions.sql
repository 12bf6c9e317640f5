-- The partitions, each with what tells whether it is still the one that was written, and the last run that loaded
-- an article of it.
SELECT
    year,
    language,
    count(*) AS articles,
    bit_xor(row_hash)::VARCHAR AS row_hashes,
    arg_max(run_id, run_no) AS run_id
FROM export_plan.current
JOIN (SELECT run_id, rowid AS run_no FROM runs) USING (run_id)
GROUP BY year, language
ORDER BY year, language;
