SELECT sentences.*, sentences.language AS sentence_language, changed.published_on, changed.part
FROM sentences
JOIN export_plan.changed AS changed USING (article_id);
