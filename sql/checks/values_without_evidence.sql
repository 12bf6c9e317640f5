-- title: every value that is set has a chosen evidence row (law 2)
-- severity: abort
WITH set_fields AS (
    SELECT
        article_id,
        document_id,
        unnest(list_filter([
            if(title IS NOT NULL, 'title', NULL),
            if(kicker IS NOT NULL, 'kicker', NULL),
            if(subtitle IS NOT NULL, 'subtitle', NULL),
            if(authors IS NOT NULL, 'authors', NULL),
            if(agency IS NOT NULL, 'agency', NULL),
            if(published_on IS NOT NULL OR published_at IS NOT NULL, 'published', NULL),
            if(outlet IS NOT NULL, 'outlet', NULL),
            if(outlet_domain IS NOT NULL, 'outlet_domain', NULL),
            if(section IS NOT NULL, 'section', NULL),
            if(url IS NOT NULL, 'url', NULL),
            if(dateline IS NOT NULL, 'dateline', NULL),
            if(dateline_place IS NOT NULL, 'dateline_place', NULL),
            if(language <> 'und', 'language', NULL)
        ], lambda name: name IS NOT NULL)) AS field
    FROM articles
)

SELECT set_fields.article_id, set_fields.field
FROM set_fields
ANTI JOIN evidence
    ON evidence.document_id = set_fields.document_id
    AND evidence.field = set_fields.field
    AND evidence.is_chosen;
