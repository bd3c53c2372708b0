-- Every column of every table that this login may see, its type, and its collation where it is not the database's own.
SELECT s.name AS table_schema,
       t.name AS table_name,
       c.name AS column_name,
       TYPE_NAME(c.system_type_id) AS type_name,
       CASE WHEN c.collation_name <> CONVERT(NVARCHAR(128), DATABASEPROPERTYEX(DB_NAME(), 'Collation'))
            THEN c.collation_name END AS other_collation
FROM sys.tables AS t
INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
INNER JOIN sys.columns AS c ON c.object_id = t.object_id
ORDER BY s.name, t.name, c.column_id;
