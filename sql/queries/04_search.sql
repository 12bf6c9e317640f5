-- question: Which articles are about ferries?
SELECT score, path, snippet FROM search('ferry');
