-- 1 while nobody holds this lock.
SELECT APPLOCK_TEST('public', ?, 'Exclusive', 'Session') AS free;
