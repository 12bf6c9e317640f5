-- question: What was changed after it had been published, and how much?
-- The sample corpus is delivered once, so nothing was; `copydesk diff` shows a change word by word.
SELECT outlet, title, changed, words_added, words_removed, paths[1] AS path
FROM revisions
WHERE len(changed) > 0
ORDER BY words_added + words_removed DESC NULLS LAST, path;
