-- question: Which lines do outlets repeat in many articles?
SELECT outlet, line, articles, outlet_articles FROM furniture ORDER BY articles DESC, outlet, line;
