SELECT reason, count(*) AS rejects FROM rejects WHERE list_contains($1, path) GROUP BY reason ORDER BY reason;
