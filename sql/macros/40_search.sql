-- How it goes: the query is cut into parts, a part into words; each word's places are looked up; a part of several
-- words stands where their places follow each other, and not from the title into the text. Articles that have every part, and none that is excluded, are
-- ranked by BM25 (k1 1.2, b 0.75; a hit in the title counts as five in the text), and the best are shown with the
-- sentence that has most of the parts, the earliest of equals.
CREATE MACRO search(
    words, hits := 20, outlet := NULL, since := NULL, until := NULL, language := NULL, mark := '[', unmark := ']'
) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT part_no, starts_with(part, '-') AS is_excluded, search_terms(ltrim(part, '-')) AS terms
    FROM (
        SELECT
            unnest(regexp_extract_all(words, '-?"[^"]*"\*?|[^\s"]+')) AS part,
            generate_subscripts(regexp_extract_all(words, '-?"[^"]*"\*?|[^\s"]+'), 1) AS part_no
    )
    WHERE len(search_words(part)) > 0
),

terms AS (
    SELECT part_no, unnest(asked.terms) AS term, generate_subscripts(asked.terms, 1) - 1 AS term_no FROM asked
),

hashes AS MATERIALIZED (
    SELECT part_no, term_no, md5_number_lower(term) AS word_hash FROM terms WHERE NOT ends_with(term, '*')
    UNION ALL
    SELECT part_no, term_no, word_hash
    FROM terms
    JOIN search_vocabulary ON starts_with(word, rtrim(term, '*'))
    WHERE ends_with(term, '*')
),

found AS (
    SELECT part_no, place - term_no AS place
    FROM search_places
    JOIN hashes USING (word_hash)
),

occurrences AS (
    SELECT part_no, place, 1 AS length FROM found JOIN asked USING (part_no) WHERE len(asked.terms) = 1
    UNION ALL
    SELECT part_no, place, len(asked.terms) AS length
    FROM found JOIN asked USING (part_no)
    WHERE len(asked.terms) > 1
    GROUP BY part_no, place, asked.terms
    HAVING count(*) = len(asked.terms)
),

counted AS (
    SELECT
        part_no,
        place >> 20 AS article_no,
        count(*) + 4 * count(*) FILTER (place % 1048576 < title_words) AS weight
    FROM occurrences
    JOIN search_articles ON article_no = place >> 20
    WHERE place % 1048576 >= title_words OR place % 1048576 + length <= title_words
    GROUP BY part_no, place >> 20
),

weighed AS (
    SELECT
        article_no,
        part_no,
        weight,
        ln(1 + (sizes.articles + 0.5) / (count(*) OVER (PARTITION BY part_no) + 0.5)) AS rarity,
        sizes.mean_words
    FROM counted,
        (SELECT count(*) AS articles, avg(search_articles.words) AS mean_words FROM search_articles) AS sizes
),

ranked AS (
    SELECT
        search_articles.article_id,
        search_articles.path,
        sum(rarity * weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * search_articles.words / mean_words))) AS score
    FROM weighed
    JOIN asked USING (part_no)
    JOIN search_articles USING (article_no)
    GROUP BY search_articles.article_no, search_articles.article_id, search_articles.path
    HAVING bool_and(NOT is_excluded) AND count(*) = (SELECT count(*) FROM asked WHERE NOT is_excluded)
),

best AS MATERIALIZED (
    SELECT
        round(ranked.score, 3) AS score,
        ranked.article_id,
        ranked.path,
        shown.title,
        coalesce(shown.outlet, shown.outlet_domain) AS outlet,
        shown.published_on,
        shown.language
    FROM ranked
    JOIN articles AS shown ON shown.article_id = ranked.article_id
    WHERE
        (outlet IS NULL OR lower(outlet) IN (lower(shown.outlet), shown.outlet_domain))
        AND (since IS NULL OR shown.published_on >= since::DATE)
        AND (until IS NULL OR shown.published_on <= until::DATE)
        AND (language IS NULL OR shown.language = language)
    ORDER BY ranked.score DESC, ranked.article_id
    LIMIT hits
),

looked_for AS MATERIALIZED (
    SELECT
        list(DISTINCT term) FILTER (NOT ends_with(term, '*')) AS whole,
        list(DISTINCT rtrim(term, '*')) FILTER (ends_with(term, '*')) AS begun,
        list(DISTINCT run) FILTER (run IS NOT NULL) AS runs
    FROM (
        SELECT part_no, unnest(asked.terms) AS term, NULL AS run FROM asked WHERE NOT is_excluded
        UNION ALL
        SELECT NULL, NULL, trim(part, '"*') AS run
        FROM (SELECT unnest(regexp_extract_all(words, '-?"[^"]*"\*?|[^\s"]+')) AS part)
        WHERE search_is_unspaced(part) AND NOT starts_with(part, '-')
    )
),

best_sentences AS MATERIALIZED (
    SELECT sentences.article_id, sentences.sentence_no, sentences.text
    FROM sentences
    SEMI JOIN best USING (article_id)
),

candidates AS (
    SELECT
        best_sentences.article_id,
        best_sentences.sentence_no,
        best_sentences.text,
        list_distinct(list_filter(
            search_words(best_sentences.text),
            lambda one: coalesce(list_contains(looked_for.whole, one), false)
                OR coalesce(len(list_filter(looked_for.begun, lambda stem: starts_with(one, stem))) > 0, false)
        )) AS hit_words
    FROM best_sentences, looked_for
),

shown_sentences AS (
    SELECT article_id, arg_max({'sentence_no': sentence_no, 'text': text}, (len(hit_words), -sentence_no)) AS chosen
    FROM candidates
    WHERE len(hit_words) > 0
    GROUP BY article_id
)

SELECT
    best.score,
    best.title,
    best.outlet,
    best.published_on,
    search_marked(chosen.text, looked_for.whole, looked_for.begun, looked_for.runs, mark, unmark) AS snippet,
    best.path,
    best.article_id,
    chosen.sentence_no
FROM best
CROSS JOIN looked_for
LEFT JOIN shown_sentences USING (article_id)
ORDER BY best.score DESC, best.article_id;

COMMENT ON MACRO TABLE search IS
    'Current articles that have all the words, best first: "words in order", beginnings* and -excluded words too';
