-- The path that is most like $1.
SELECT path
FROM files
WHERE jaro_winkler_similarity(path, $1) > 0.75
ORDER BY jaro_winkler_similarity(path, $1) DESC, path
LIMIT 1;
