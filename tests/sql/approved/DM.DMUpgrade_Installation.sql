CREATE TABLE [DMUpgrade_Installation] (
	installation NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
	ordinal INTEGER NOT NULL,
	PRIMARY KEY (installation),
	UNIQUE (ordinal)
);

INSERT INTO [DMUpgrade_Installation] (installation, ordinal) VALUES (?, ?);

SELECT [DMUpgrade_Installation].ordinal
FROM [DMUpgrade_Installation]
WHERE [DMUpgrade_Installation].installation = ?;

SELECT max([DMUpgrade_Installation].ordinal) AS max_1
FROM [DMUpgrade_Installation];
