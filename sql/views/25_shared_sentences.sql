-- Eight words and more, so that "He declined to comment." is not shared; at most 50 articles, because more have
-- furniture in common, not text.
CREATE VIEW shared_sentences AS
WITH texts AS (
    SELECT article_id, sentence_no, search_folded(text) AS folded
    FROM sentences_current
    WHERE words >= 8 AND kind <> 'heading'
),

several AS (
    SELECT folded
    FROM texts
    GROUP BY folded
    HAVING count(DISTINCT article_id) BETWEEN 2 AND 50
)

SELECT
    md5(folded) AS sentence_hash,
    count(*) OVER (PARTITION BY folded) AS articles,
    texts.article_id,
    coalesce(articles.outlet, articles.outlet_domain) AS outlet,
    articles.published_on,
    articles.published_at,
    min(texts.sentence_no) AS sentence_no
FROM texts
JOIN several USING (folded)
JOIN articles USING (article_id)
GROUP BY folded, texts.article_id, articles.outlet, articles.outlet_domain, articles.published_on, articles.published_at;

COMMENT ON VIEW shared_sentences IS
    'Sentences of eight words and more that 2 to 50 current articles share, up to case and accents; one row per sentence and article';
