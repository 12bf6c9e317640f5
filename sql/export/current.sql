-- The articles that are exported, each with its partition and one hash of its row but for the text. Text, sentences
-- and evidence are not read: a load writes them together with the row, which bears the id of its run, so they are
-- other ones only where document_id, run_id or another column is another one.
CREATE TABLE export_plan.current AS
SELECT
    article_id,
    document_id,
    coalesce(year(published_on), getvariable('unknown_year'))::INTEGER AS year,
    language,
    published_on,
    paths,
    run_id,
    md5_number(concat_ws(
        ' ',
        article_id,
        document_id,
        run_id,
        hash(*COLUMNS(* EXCLUDE (text)))
    )) AS row_hash
FROM articles_current;
