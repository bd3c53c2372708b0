-- Reads see the database as it was when their transaction began, and wait for nobody.
SET TRANSACTION ISOLATION LEVEL SNAPSHOT;
