-- What the database and its server are, as far as this login may see.
SELECT CONVERT(NVARCHAR(128), SERVERPROPERTY('ProductVersion')) AS version,
       d.name AS name,
       d.snapshot_isolation_state AS snapshot_state,
       CONVERT(INT, d.is_read_committed_snapshot_on) AS read_committed_snapshot,
       CONVERT(INT, d.is_read_only) AS read_only,
       CONVERT(INT, d.compatibility_level) AS compatibility,
       d.collation_name AS collation,
       USER_NAME() AS db_user
FROM sys.databases AS d
WHERE d.database_id = DB_ID();
