-- question: Which files could not be read, and what is to be done?
SELECT path, reason, advice FROM rejects_current ORDER BY path, document_no;
