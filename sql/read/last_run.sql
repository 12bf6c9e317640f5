SELECT files_seen, files_new, files_changed, files_gone
FROM runs
ORDER BY rowid DESC
LIMIT 1;
