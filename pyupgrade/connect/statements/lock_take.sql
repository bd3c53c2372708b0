-- The lock of a run: held by the session until it ends, however it ends. 0 and 1: granted; below 0: not.
DECLARE @result INT;
EXEC @result = sp_getapplock @Resource = ?, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = ?;
SELECT @result AS result;
