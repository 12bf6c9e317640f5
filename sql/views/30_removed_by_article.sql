CREATE VIEW removed_by_article AS
SELECT
    article_id,
    path,
    sum(nonblank_chars) FILTER (verdict = 'kept')::BIGINT AS kept_chars,
    coalesce(sum(nonblank_chars) FILTER (verdict = 'removed'), 0)::BIGINT AS removed_chars,
    coalesce(sum(nonblank_chars) FILTER (verdict = 'metadata'), 0)::BIGINT AS metadata_chars,
    round(coalesce(sum(nonblank_chars) FILTER (verdict = 'removed'), 0) / sum(nonblank_chars), 4) AS removed_share,
    list(DISTINCT rule_id ORDER BY rule_id) FILTER (verdict = 'removed') AS rules
FROM blocks_current
GROUP BY article_id, path
ORDER BY removed_share DESC, path;

COMMENT ON VIEW removed_by_article IS
    'How much of each current article was removed, in characters that are not blank, and by which rules; most first';
