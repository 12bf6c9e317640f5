-- question: Which articles of different outlets share their text, and who had it first?
SELECT sentences_shared, share_of_shorter, outlet, other_outlet, first_outlet, title FROM reprints;
