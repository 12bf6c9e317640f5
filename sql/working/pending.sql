-- Documents whose labels are to be decided again, because what their outlet repeats has changed: the path of one
-- file that holds each, and the lines of the outlet's furniture that stand in it; NULL where none is left.
CREATE TABLE pending_lines (path VARCHAR NOT NULL, line VARCHAR);
COMMENT ON TABLE pending_lines IS 'Files to be processed again for the lines that their outlet repeats';
