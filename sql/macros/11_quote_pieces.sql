CREATE MACRO quote_pieces(marked, is_inside) AS regexp_split_to_array(
    CASE WHEN is_inside THEN concat('"', marked) ELSE marked END, '[“”„‟«»"]'
);

COMMENT ON MACRO quote_pieces IS
    'A sentence cut at its quotation marks: what stands at odd places is outside of them, at even places inside';
