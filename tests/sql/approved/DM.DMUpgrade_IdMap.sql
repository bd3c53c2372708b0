CREATE TABLE [DMUpgrade_IdMap] (
	installation NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
	kind NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
	[key] NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
	given BIGINT NOT NULL,
	PRIMARY KEY (installation, kind, [key])
);

INSERT INTO [DMUpgrade_IdMap] (installation, kind, [key], given) VALUES (?, ?, ?, ?);

SELECT max([DMUpgrade_IdMap].given) AS max_1
FROM [DMUpgrade_IdMap]
WHERE [DMUpgrade_IdMap].kind = ?;

SELECT max([DMUpgrade_IdMap].given) AS max_1
FROM [DMUpgrade_IdMap]
WHERE [DMUpgrade_IdMap].kind = ? AND [DMUpgrade_IdMap].[key] = ?;

UPDATE [DMUpgrade_IdMap] SET given=? WHERE [DMUpgrade_IdMap].installation = ? AND [DMUpgrade_IdMap].kind = ? AND [DMUpgrade_IdMap].[key] = ?;
