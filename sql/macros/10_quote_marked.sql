-- Single quotation marks are apostrophes too: they count where a sentence has no double ones, from a mark that opens
-- behind a blank to one that follows a punctuation mark, or that closes without an apostrophe in between.
CREATE MACRO quote_marked(sentence) AS CASE
    WHEN regexp_matches(sentence, '[“”„‟«»"]') OR NOT regexp_matches(sentence, '[‘’]') THEN sentence
    ELSE regexp_replace(
        regexp_replace(
            regexp_replace(sentence, '‘([^‘’]{3,})’([\s,.;:!?)]|$)', '“\1”\2', 'g'),
            '(^|[\s(—–:])‘', '\1“', 'g'
        ),
        '([,.!?…])’', '\1”', 'g'
    )
END;

COMMENT ON MACRO quote_marked IS
    'A sentence whose single quotation marks are double ones, as far as they can be told from apostrophes';
