-- Sessions of this product that hold a lock here; needs VIEW SERVER STATE, and is done without where that is not given.
SELECT TOP (1) s.host_name AS host, s.login_name AS login, s.host_process_id AS process,
       CONVERT(NVARCHAR(19), s.login_time, 126) AS since
FROM sys.dm_tran_locks AS l
INNER JOIN sys.dm_exec_sessions AS s ON s.session_id = l.request_session_id
WHERE l.resource_type = 'APPLICATION' AND l.request_mode = 'X' AND l.request_status = 'GRANT'
  AND l.resource_database_id = DB_ID() AND s.program_name = 'DMUpgrade'
ORDER BY s.login_time;
