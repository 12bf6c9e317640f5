-- $1 words, $2 most hits, $3 outlet, $4 first day, $5 last day, $6 language, $7 and $8 marks of a hit
SELECT score, title, outlet, published_on, snippet, path, article_id, sentence_no
FROM search(
    $1::VARCHAR,
    hits := $2::BIGINT,
    outlet := $3::VARCHAR,
    since := $4::VARCHAR,
    until := $5::VARCHAR,
    language := $6::VARCHAR,
    mark := $7::VARCHAR,
    unmark := $8::VARCHAR
);
