-- A sentence is direct speech when it stands in a block quote, when four words and more of it stand in quotation
-- marks, or when some do and it names who speaks. Whether a sentence begins inside of marks is told by counting those
-- before it in its paragraph; a heading is no speech. Who speaks: macro speaker_of, over what stands outside the marks
-- of the sentence, else of its paragraph when that names one speaker and no other.
CREATE VIEW quotes AS
WITH spoken_paragraphs AS (
    SELECT DISTINCT article_id, paragraph_no
    FROM sentences
    WHERE kind = 'quote' OR kind <> 'heading' AND regexp_matches(text, '[“”„‟«»"‘]')
),

marked AS (
    SELECT
        sentences.article_id,
        sentences.sentence_no,
        sentences.paragraph_no,
        sentences.kind,
        sentences.text,
        sentences.language,
        quote_marked(sentences.text) AS marked
    FROM sentences_current AS sentences
    SEMI JOIN spoken_paragraphs USING (article_id, paragraph_no)
),

opened AS (
    SELECT
        marked.*,
        coalesce(sum(length(regexp_replace(marked, '[^“”„‟«»"]', '', 'g'))) OVER before_it, 0) % 2 = 1 AS is_inside
    FROM marked
    WINDOW before_it AS (
        PARTITION BY article_id, paragraph_no
        ORDER BY sentence_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

cut AS (
    SELECT
        opened.* EXCLUDE (marked),
        quote_pieces(marked, is_inside) AS pieces
    FROM opened
),

read AS (
    SELECT
        cut.* EXCLUDE (pieces, is_inside),
        CASE
            WHEN kind = 'quote' THEN text
            ELSE trim(array_to_string(list_transform(list_slice(pieces, 2, len(pieces), 2), lambda piece: trim(piece)), ' … '), ' …')
        END AS quotation,
        speaker_of(array_to_string(list_slice(pieces, 1, len(pieces), 2), ' … '), language) AS speaker
    FROM cut
),

named AS (
    SELECT
        read.* EXCLUDE (speaker),
        speaker,
        CASE WHEN count(DISTINCT speaker) OVER paragraph = 1 THEN any_value(speaker) OVER paragraph END AS other
    FROM read
    WINDOW paragraph AS (PARTITION BY article_id, paragraph_no)
)

SELECT
    coalesce(named.speaker, named.other) AS speaker,
    CASE WHEN named.speaker IS NOT NULL THEN 'sentence' WHEN named.other IS NOT NULL THEN 'paragraph' END AS named_in,
    named.quotation,
    named.text AS sentence,
    named.language,
    coalesce(articles.outlet, articles.outlet_domain) AS outlet,
    articles.title,
    articles.published_on,
    named.article_id,
    named.sentence_no
FROM named
JOIN articles USING (article_id)
WHERE named.kind = 'quote'
    OR len(regexp_extract_all(named.quotation, '[\p{L}\p{N}]+')) >= 4
    OR len(regexp_extract_all(named.quotation, '[\p{L}\p{N}]+')) > 0 AND named.speaker IS NOT NULL;

COMMENT ON VIEW quotes IS
    'Sentences of direct speech: what stands in quotation marks and who says it, as the sentence or its paragraph names the speaker by a verb of saying; NULL where neither does';
