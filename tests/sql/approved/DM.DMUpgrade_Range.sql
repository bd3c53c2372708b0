CREATE TABLE [DMUpgrade_Range] (
	installation NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
	stream NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
	selection NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
	start BIGINT NOT NULL,
	stop BIGINT NOT NULL,
	rows BIGINT NOT NULL,
	skipped BIGINT NOT NULL,
	digest NVARCHAR(max) NOT NULL,
	documents NVARCHAR(max) NOT NULL,
	run INTEGER NOT NULL,
	problems NVARCHAR(max) NOT NULL,
	at NVARCHAR(max) NOT NULL,
	PRIMARY KEY (installation, stream, selection, start)
);

DELETE FROM [DMUpgrade_Range] WHERE [DMUpgrade_Range].installation = ? AND [DMUpgrade_Range].stream = ? AND [DMUpgrade_Range].selection = ? AND [DMUpgrade_Range].start = ?;

INSERT INTO [DMUpgrade_Range] (installation, stream, selection, start, stop, rows, skipped, digest, documents, run, problems, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DMUpgrade_Range].installation, [DMUpgrade_Range].stream, [DMUpgrade_Range].selection, [DMUpgrade_Range].start, [DMUpgrade_Range].stop, [DMUpgrade_Range].rows, [DMUpgrade_Range].skipped, [DMUpgrade_Range].digest, [DMUpgrade_Range].documents, [DMUpgrade_Range].run, [DMUpgrade_Range].problems, [DMUpgrade_Range].at
FROM [DMUpgrade_Range]
WHERE [DMUpgrade_Range].installation = ? AND [DMUpgrade_Range].stream = ? ORDER BY [DMUpgrade_Range].start, [DMUpgrade_Range].selection;

SELECT sum([DMUpgrade_Range].rows) AS sum_1
FROM [DMUpgrade_Range]
WHERE [DMUpgrade_Range].run = ?;
