-- question: Where are the gaps in the coverage?
SELECT outlet, first_day, last_day, days FROM coverage_gaps LIMIT 10;
