-- Once for each connection. Counts of changed rows are needed; a failed statement must not undo a line's neighbours;
-- who waits for a lock longer than ten seconds is told so.
SET NOCOUNT OFF;
SET XACT_ABORT OFF;
SET LOCK_TIMEOUT 10000;
