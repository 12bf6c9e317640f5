-- A part of a query asks for its words one behind the other. The last character of a run without blanks is asked for
-- by the pair before it already; alone it is the beginning of a pair.
CREATE MACRO search_terms(part) AS CASE
    WHEN ends_with(part, '*') AND len(search_words(part)) > 0
        THEN search_words(part)[:-2] || [search_words(part)[-1] || '*']
    WHEN search_is_unspaced(search_words(part)[-1]) AND len(search_words(part)) = 1
        THEN [search_words(part)[1] || '*']
    WHEN search_is_unspaced(search_words(part)[-1]) AND length(search_words(part)[-1]) = 1
        AND length(search_words(part)[-2]) = 2 AND search_is_unspaced(search_words(part)[-2])
        THEN search_words(part)[:-2]
    ELSE search_words(part)
END;

COMMENT ON MACRO search_terms IS
    'The words that one part of a query asks for, in their order; * behind one asks for all that begin so';
