-- title: no article was published more than two days after the run that loaded it
-- severity: warn
-- Two days: a paper is dated for tomorrow, and it is tomorrow already in another zone.
SELECT articles.article_id, articles.published_on, articles.published_at
FROM articles
JOIN runs USING (run_id)
WHERE articles.published_on > runs.started_at::DATE + 2
    OR articles.published_at > runs.started_at + INTERVAL 2 DAY;
