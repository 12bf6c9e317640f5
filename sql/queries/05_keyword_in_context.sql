-- question: In which contexts does a word occur?
SELECT left_context, match, right_context, path FROM kwic('\bbridge', 30);
