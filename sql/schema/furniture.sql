CREATE TABLE furniture (
    outlet VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    outlet_articles INTEGER NOT NULL
);

COMMENT ON TABLE furniture IS
    'Lines that many articles of an outlet repeat at their edges: removed there by the rule corpus.repeated_line';
COMMENT ON COLUMN furniture.outlet IS
    'Outlet as named in the articles, else its domain, else the first folder of their paths';
COMMENT ON COLUMN furniture.line IS 'The line as it stands in the sources: blocks.raw_text';
COMMENT ON COLUMN furniture.articles IS 'Articles that have it near their first or last line; reprints count once';
COMMENT ON COLUMN furniture.outlet_articles IS 'Articles of the outlet';
