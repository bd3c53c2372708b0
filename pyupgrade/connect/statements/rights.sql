-- What this login may do in the database as a whole, and to each table.
SELECT p.permission_name AS may, '' AS on_table
FROM sys.fn_my_permissions(NULL, 'DATABASE') AS p
WHERE p.permission_name IN ('ALTER', 'CONTROL', 'CREATE TABLE', 'DELETE', 'INSERT', 'SELECT', 'TAKE OWNERSHIP', 'UPDATE')
UNION ALL
SELECT r.may, s.name + '.' + t.name AS on_table
FROM sys.tables AS t
INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
CROSS JOIN (VALUES ('ALTER'), ('DELETE'), ('INSERT'), ('SELECT'), ('UPDATE')) AS r (may)
WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(t.name), 'OBJECT', r.may) = 1;
