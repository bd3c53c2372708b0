CREATE TABLE [DMUpgrade_Target] (
	[identity] NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
	created NVARCHAR(max) NOT NULL,
	PRIMARY KEY ([identity])
);

INSERT INTO [DMUpgrade_Target] ([identity], created) VALUES (?, ?);

SELECT [DMUpgrade_Target].[identity]
FROM [DMUpgrade_Target];
