-- question: Which articles lost the largest share of their text?
SELECT path, removed_share, removed_chars, rules FROM removed_by_article LIMIT 3;
