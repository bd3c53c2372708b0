-- Everything this login could change in the database: rights on it as a whole, and tables it may write to.
SELECT p.permission_name AS may
FROM sys.fn_my_permissions(NULL, 'DATABASE') AS p
WHERE p.permission_name IN ('ALTER', 'CONTROL', 'DELETE', 'INSERT', 'TAKE OWNERSHIP', 'UPDATE')
UNION ALL
SELECT s.name + '.' + t.name AS may
FROM sys.tables AS t
INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
WHERE HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(t.name), 'OBJECT', 'INSERT') = 1
   OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(t.name), 'OBJECT', 'UPDATE') = 1
   OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(t.name), 'OBJECT', 'DELETE') = 1
   OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(t.name), 'OBJECT', 'ALTER') = 1;
