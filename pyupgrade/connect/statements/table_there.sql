-- Its number, if there is such a table; NULL if not, or if this login may not see it.
SELECT OBJECT_ID(?, 'U') AS number;
