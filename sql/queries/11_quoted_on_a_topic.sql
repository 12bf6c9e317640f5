-- question: Who is quoted on bridges, and with which words?
SELECT speaker, outlet, quotation
FROM quotes
WHERE regexp_matches(concat_ws(' ', title, sentence), '(?i)\bbridge|brücke|puente')
ORDER BY article_id, sentence_no;
