CREATE INDEX [DMUpgrade_Line_line] ON [DMUpgrade_Line] (line);

CREATE TABLE [DMUpgrade_Line] (
	run INTEGER NOT NULL,
	line NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
	position INTEGER NULL,
	feature NVARCHAR(max) NULL,
	items BIGINT NOT NULL,
	state NVARCHAR(max) NOT NULL,
	before NVARCHAR(max) NULL,
	after NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
	tries INTEGER NOT NULL,
	error NVARCHAR(max) NULL,
	message NVARCHAR(max) NULL,
	at NVARCHAR(max) NULL,
	PRIMARY KEY (run, line)
);

INSERT INTO [DMUpgrade_Line] (run, line, items, state, before, after, tries, error, message, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DMUpgrade_Line] (run, line, position, feature, items, state, tries, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DMUpgrade_Line].feature, [DMUpgrade_Line].state, sum([DMUpgrade_Line].items) AS sum_1
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].feature IS NOT NULL GROUP BY [DMUpgrade_Line].feature, [DMUpgrade_Line].state;

SELECT [DMUpgrade_Line].line, [DMUpgrade_Line].before
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].state = ?;

SELECT [DMUpgrade_Line].line, [DMUpgrade_Line].before, [DMUpgrade_Line].after
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].state IN (?, ...) AND [DMUpgrade_Line].position IS NOT NULL ORDER BY [DMUpgrade_Line].position DESC, [DMUpgrade_Line].line DESC;

SELECT [DMUpgrade_Line].line, [DMUpgrade_Line].feature, [DMUpgrade_Line].state, [DMUpgrade_Line].after, [DMUpgrade_Line].tries, [DMUpgrade_Line].error, [DMUpgrade_Line].message, [DMUpgrade_Line].at
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? ORDER BY [DMUpgrade_Line].line;

SELECT [DMUpgrade_Line].state
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].line = ?;

SELECT count(*) AS count_1
FROM [DMUpgrade_Line]
WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].state = ?;

UPDATE [DMUpgrade_Line] SET state=CASE WHEN ([DMUpgrade_Line].state IN (?, ...) AND ? = ?) THEN ? ELSE ? END, before=coalesce([DMUpgrade_Line].before, ?), after=coalesce(?, [DMUpgrade_Line].after), tries=([DMUpgrade_Line].tries + ?), error=?, message=?, at=? WHERE [DMUpgrade_Line].run = ? AND [DMUpgrade_Line].line = ?;
