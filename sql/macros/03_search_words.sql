-- A run of a script without blanks gives each two neighbouring characters, and its last one by itself: so every
-- character begins something that can be found. The first branch is ASCII, for speed alone.
CREATE MACRO search_words(words) AS CASE
    WHEN length(words) = strlen(words) THEN regexp_extract_all(lower(words), '[a-z0-9]+')
    ELSE flatten(list_transform(
        regexp_extract_all(
            search_folded(words),
            '[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+|[\p{L}\p{N}\p{M}]+'
        ),
        lambda run: CASE
            WHEN search_is_unspaced(run)
                THEN list_transform(range(1, length(run) + 1), lambda place: substring(run, place, 2))
            ELSE [run]
        END
    ))
END;

COMMENT ON MACRO search_words IS
    'The words of a text as search() compares them: small, without accents; in Chinese, Thai and the like pairs of characters';
