CREATE MACRO search_is_unspaced(words) AS
    regexp_matches(words, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]');

COMMENT ON MACRO search_is_unspaced IS
    'Whether a text holds a script that sets no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese';
