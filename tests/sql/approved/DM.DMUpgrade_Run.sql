CREATE TABLE [DMUpgrade_Run] (
	id INTEGER NOT NULL IDENTITY,
	installation NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
	status NVARCHAR(max) NOT NULL,
	stage NVARCHAR(max) NOT NULL,
	features NVARCHAR(max) NOT NULL,
	completed NVARCHAR(max) NOT NULL,
	accepted NVARCHAR(max) NOT NULL,
	topology NVARCHAR(max) NOT NULL,
	who NVARCHAR(max) NOT NULL,
	host NVARCHAR(max) NOT NULL,
	process INTEGER NOT NULL,
	version NVARCHAR(max) NOT NULL,
	epoch INTEGER NOT NULL,
	commits BIGINT NOT NULL,
	started NVARCHAR(max) NOT NULL,
	resumed NVARCHAR(max) NULL,
	ended NVARCHAR(max) NULL,
	message NVARCHAR(max) NOT NULL,
	log NVARCHAR(max) NOT NULL,
	decisions_digest NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
	data_digest NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
	plan_digest NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
	[plan] NVARCHAR(max) NOT NULL,
	PRIMARY KEY (id)
);

INSERT INTO [DMUpgrade_Run] (installation, status, stage, features, completed, accepted, topology, who, host, process, version, epoch, commits, started, message, log, decisions_digest, data_digest, plan_digest, [plan]) OUTPUT inserted.id VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DMUpgrade_Run].[plan]
FROM [DMUpgrade_Run]
WHERE [DMUpgrade_Run].id = ?;

SELECT [DMUpgrade_Run].completed
FROM [DMUpgrade_Run]
WHERE [DMUpgrade_Run].installation = ? AND [DMUpgrade_Run].status LIKE ?;

SELECT [DMUpgrade_Run].id, [DMUpgrade_Run].installation, [DMUpgrade_Run].status, [DMUpgrade_Run].stage, [DMUpgrade_Run].features, [DMUpgrade_Run].completed, [DMUpgrade_Run].accepted, [DMUpgrade_Run].topology, [DMUpgrade_Run].who, [DMUpgrade_Run].host, [DMUpgrade_Run].process, [DMUpgrade_Run].version, [DMUpgrade_Run].epoch, [DMUpgrade_Run].commits, [DMUpgrade_Run].started, [DMUpgrade_Run].resumed, [DMUpgrade_Run].ended, [DMUpgrade_Run].message, [DMUpgrade_Run].log, [DMUpgrade_Run].decisions_digest, [DMUpgrade_Run].data_digest, [DMUpgrade_Run].plan_digest, [DMUpgrade_Control].pause
FROM [DMUpgrade_Run] LEFT OUTER JOIN [DMUpgrade_Control] ON [DMUpgrade_Control].run = [DMUpgrade_Run].id
WHERE [DMUpgrade_Run].id = ? ORDER BY [DMUpgrade_Run].id DESC;

SELECT [DMUpgrade_Run].id, [DMUpgrade_Run].installation, [DMUpgrade_Run].status, [DMUpgrade_Run].stage, [DMUpgrade_Run].features, [DMUpgrade_Run].completed, [DMUpgrade_Run].accepted, [DMUpgrade_Run].topology, [DMUpgrade_Run].who, [DMUpgrade_Run].host, [DMUpgrade_Run].process, [DMUpgrade_Run].version, [DMUpgrade_Run].epoch, [DMUpgrade_Run].commits, [DMUpgrade_Run].started, [DMUpgrade_Run].resumed, [DMUpgrade_Run].ended, [DMUpgrade_Run].message, [DMUpgrade_Run].log, [DMUpgrade_Run].decisions_digest, [DMUpgrade_Run].data_digest, [DMUpgrade_Run].plan_digest, [DMUpgrade_Control].pause
FROM [DMUpgrade_Run] LEFT OUTER JOIN [DMUpgrade_Control] ON [DMUpgrade_Control].run = [DMUpgrade_Run].id ORDER BY [DMUpgrade_Run].id DESC;

UPDATE [DMUpgrade_Run] SET commits=([DMUpgrade_Run].commits + ?) WHERE [DMUpgrade_Run].id = ? AND [DMUpgrade_Run].epoch = ?;

UPDATE [DMUpgrade_Run] SET stage=? WHERE [DMUpgrade_Run].id = ?;

UPDATE [DMUpgrade_Run] SET status=?, completed=?, ended=?, message=? WHERE [DMUpgrade_Run].id = ?;

UPDATE [DMUpgrade_Run] SET status=?, who=?, host=?, process=?, epoch=?, resumed=?, ended=?, message=? WHERE [DMUpgrade_Run].id = ?;
