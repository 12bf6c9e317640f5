SELECT reason, detail, advice FROM rejects WHERE path = $1 ORDER BY document_no NULLS FIRST LIMIT 1;
