SELECT reason, count(*) AS rejects FROM rejects_current GROUP BY reason ORDER BY rejects DESC, reason;
