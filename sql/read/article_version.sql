-- The article $1 as it is now.
SELECT
    title, kicker, subtitle, authors, agency, published_on, published_at, date_precision,
    outlet, outlet_domain, section, url, dateline, dateline_place, language, text
FROM articles
WHERE article_id = $1;
