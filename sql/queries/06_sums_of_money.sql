-- question: Which sums of money are named, and where?
SELECT match, right_context, path, start_char FROM kwic('[$£€][\d.,]*\d( (million|billion))?', 30) ORDER BY path, start_char;
