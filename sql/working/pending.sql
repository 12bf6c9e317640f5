-- Documents whose labels are to be decided again, because what their outlet repeats has changed, and the lines of
-- the outlet's furniture that stand in each; NULL where none is left. One that no file holds any more waits here
-- until its file comes back: the text lies in the file alone.
CREATE TABLE pending_lines (document_id VARCHAR NOT NULL, line VARCHAR);
COMMENT ON TABLE pending_lines IS 'Documents to be processed again for the lines that their outlet repeats';
