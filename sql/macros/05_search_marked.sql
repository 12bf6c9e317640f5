-- Blanks cut the words; in a script without blanks the runs that were asked for are marked as they stand.
CREATE MACRO search_marked(sentence, whole, begun, runs, mark, unmark) AS list_reduce(
    list_prepend(
        array_to_string(
            list_transform(
                string_split(sentence, ' '),
                lambda word: CASE
                    WHEN search_is_unspaced(word) THEN word
                    WHEN len(list_filter(
                        search_words(word),
                        lambda one: coalesce(list_contains(whole, one), false)
                            OR coalesce(len(list_filter(begun, lambda stem: starts_with(one, stem))) > 0, false)
                    )) > 0
                        THEN regexp_replace(
                            word, '^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$', concat('\1', mark, '\2', unmark, '\3')
                        )
                    ELSE word
                END
            ),
            ' '
        ),
        coalesce(runs, [])
    ),
    lambda text, run: replace(text, run, concat(mark, run, unmark))
);

COMMENT ON MACRO search_marked IS
    'A sentence with the words that were asked for between marks; whole, begun and runs are lists of them';
