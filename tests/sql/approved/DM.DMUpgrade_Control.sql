CREATE TABLE [DMUpgrade_Control] (
	run INTEGER NOT NULL,
	pause INTEGER NOT NULL,
	stop INTEGER NOT NULL,
	at NVARCHAR(max) NULL,
	PRIMARY KEY (run)
);

INSERT INTO [DMUpgrade_Control] (run, pause, stop) VALUES (?, ?, ?);

SELECT [DMUpgrade_Control].pause, [DMUpgrade_Control].stop
FROM [DMUpgrade_Control]
WHERE [DMUpgrade_Control].run = ?;

UPDATE [DMUpgrade_Control] SET pause=?, stop=?, at=? WHERE [DMUpgrade_Control].run = ?;
