-- question: Which share of the coverage mentions schools, month by month?
FROM timeline('school|schule|école|escuela', 'month');
