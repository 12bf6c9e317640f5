-- How long the bodies were that the last load has made again, by the place of their documents: what a check
-- compares the new ones with. Only the working database has them.
CREATE TABLE former_bodies (
    path VARCHAR NOT NULL, document_no INTEGER NOT NULL, document_id VARCHAR NOT NULL, text_chars INTEGER NOT NULL
);
COMMENT ON TABLE former_bodies IS 'Bodies that the last load has made again, as they were';
