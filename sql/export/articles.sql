SELECT articles.*, changed.paths, changed.part
FROM articles
JOIN export_plan.changed AS changed USING (article_id);
