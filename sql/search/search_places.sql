CREATE TABLE search_places (
    word_hash UBIGINT NOT NULL,
    place BIGINT NOT NULL
);

COMMENT ON TABLE search_places IS
    'Where every word of the current articles stands; in order of word_hash, a few thousand articles after the other';
COMMENT ON COLUMN search_places.word_hash IS 'The word: search_vocabulary.word_hash';
COMMENT ON COLUMN search_places.place IS
    'Article and place in it: article_no * 1048576 + number of the word, which counts from 0 and through the title first';
