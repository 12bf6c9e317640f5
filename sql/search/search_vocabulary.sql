CREATE TABLE search_vocabulary (
    word VARCHAR NOT NULL,
    word_hash UBIGINT NOT NULL,
    places UBIGINT NOT NULL
);

COMMENT ON TABLE search_vocabulary IS 'Every word of the current articles as search() compares it, in the order of words';
COMMENT ON COLUMN search_vocabulary.word IS 'The word as search_words() gives it';
COMMENT ON COLUMN search_vocabulary.word_hash IS 'md5_number_lower(word): the word in search_places';
COMMENT ON COLUMN search_vocabulary.places IS 'How often it occurs';
