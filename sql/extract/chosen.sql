-- The current articles that are asked for; a parameter that is NULL asks for all.
SELECT article_id, document_id
FROM articles_current
WHERE ($since IS NULL OR published_on >= $since)
    AND ($until IS NULL OR published_on <= $until)
    AND ($language IS NULL OR language = lower($language))
    AND (
        $outlet IS NULL
        OR lower(outlet) = lower($outlet)
        OR lower(outlet_domain) = lower($outlet)
    );
