-- question: Which metadata is missing how often?
FROM metadata_gaps;
