-- question: Which metadata has weak or contradictory evidence?
SELECT field, value, method, confidence, is_contested, path FROM weak_evidence LIMIT 10;
