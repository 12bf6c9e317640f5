CREATE VIEW reprints AS
WITH shared AS MATERIALIZED (SELECT sentence_hash, article_id, outlet FROM shared_sentences),

pairs AS (
    SELECT one.article_id, other.article_id AS other_id, count(*) AS sentences_shared
    FROM shared AS one
    JOIN shared AS other USING (sentence_hash)
    WHERE one.outlet <> other.outlet AND one.article_id < other.article_id
    GROUP BY one.article_id, other.article_id
)

SELECT
    pairs.sentences_shared,
    round(pairs.sentences_shared / least(one.sentence_count, other.sentence_count), 4) AS share_of_shorter,
    coalesce(one.outlet, one.outlet_domain) AS outlet,
    one.title,
    one.published_on,
    coalesce(other.outlet, other.outlet_domain) AS other_outlet,
    other.title AS other_title,
    other.published_on AS other_published_on,
    CASE
        WHEN one.published_at < other.published_at OR one.published_on < other.published_on
            THEN coalesce(one.outlet, one.outlet_domain)
        WHEN one.published_at > other.published_at OR one.published_on > other.published_on
            THEN coalesce(other.outlet, other.outlet_domain)
    END AS first_outlet,
    pairs.article_id,
    pairs.other_id
FROM pairs
JOIN articles AS one USING (article_id)
JOIN articles AS other ON other.article_id = pairs.other_id
ORDER BY pairs.sentences_shared DESC, pairs.article_id, pairs.other_id;

COMMENT ON VIEW reprints IS
    'Pairs of current articles of different outlets that share sentences of eight words and more, and which outlet was first; NULL where the dates do not say';
