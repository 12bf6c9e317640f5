-- How many outlets some files are of, and how many other files these outlets have: those that a load of the files can
-- ask to be labelled once more. An outlet is what sql/load/05_outlets.sql takes for one.
WITH asked AS (SELECT unnest(?::VARCHAR[]) AS path),

outlets AS (
    SELECT documents.path, coalesce(
        articles.outlet,
        articles.outlet_domain,
        CASE WHEN contains(documents.path, '/') THEN split_part(documents.path, '/', 1) END
    ) AS outlet
    FROM documents JOIN articles USING (article_id) JOIN files USING (path)
    WHERE files.state <> 'gone'
),

concerned AS (SELECT DISTINCT outlet FROM outlets WHERE outlet IS NOT NULL AND path IN (SELECT path FROM asked))

SELECT
    (SELECT count(*) FROM concerned),
    (
        SELECT count(DISTINCT path) FROM outlets
        WHERE outlet IN (SELECT outlet FROM concerned) AND path NOT IN (SELECT path FROM asked)
    )
