-- Signs of vowels in the scripts of India and South-East Asia and voicing marks of kana are no accents and stay.
-- The first branch is ASCII, where nothing is to be looked for.
CREATE MACRO search_folded(words) AS CASE
    WHEN length(words) = strlen(words) THEN lower(words)
    WHEN search_is_unspaced(words)
        THEN regexp_replace(
            lower(nfc_normalize(words)),
            '([\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+)', ' \1 ', 'g'
        )
    WHEN regexp_matches(words, '[\x{0900}-\x{0DFF}]') THEN lower(nfc_normalize(words))
    ELSE lower(strip_accents(words))
END;

COMMENT ON MACRO search_folded IS 'A text in small letters and without accents, as search() compares it';
