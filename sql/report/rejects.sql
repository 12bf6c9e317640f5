SELECT reason, count(DISTINCT path) AS files, min(path) AS example, arg_min(advice, path) AS advice
FROM rejects_current
GROUP BY reason
ORDER BY files DESC, reason;
