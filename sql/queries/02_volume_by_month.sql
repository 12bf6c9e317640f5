-- question: How much is there of each month, and in which language?
PIVOT (
    SELECT date_trunc('month', published_on)::DATE AS month, language FROM articles_current
)
ON language USING count(*) GROUP BY month
ORDER BY month NULLS LAST;
