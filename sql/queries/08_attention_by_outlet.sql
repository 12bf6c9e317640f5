-- question: Which outlets write most about a topic, measured against all that they write?
FROM compare_outlets('school|schule|école|escuela') WHERE matching > 0;
