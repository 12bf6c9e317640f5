-- question: What was repaired, and how often?
FROM repairs_by_kind;
