DELETE FROM [DM11].[DataSource] WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[DataSource] ([name], [type], [configurationValues], [password]) VALUES (?, ?, ?, ?);

INSERT INTO [DM11].[DataSource] ([name], [type], [providerTypeName], [configurationValues]) VALUES (?, ?, ?, ?);

INSERT INTO [DM11].[DataSource] ([name], [type], [providerTypeName], [configurationValues], [password]) VALUES (?, ?, ?, ?, ?);

SELECT [DM11].[DataSource].[id]
FROM [DM11].[DataSource]
WHERE [DM11].[DataSource].[id] = ?;

SELECT [DM11].[DataSource].[id], [DM11].[DataSource].[name]
FROM [DM11].[DataSource]
WHERE [DM11].[DataSource].[id] IN (?, ...);

SELECT [DM11].[DataSource].[id], [DM11].[DataSource].[name], [DM11].[DataSource].[type], [DM11].[DataSource].[providerTypeName], [DM11].[DataSource].[configurationValues], [DM11].[DataSource].[password], [DM11].[DataSource].[filePassword]
FROM [DM11].[DataSource]
WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

SELECT max([DM11].[DataSource].[id]) AS max_1
FROM [DM11].[DataSource];

UPDATE [DM11].[DataSource] SET [id]=? WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[DataSource] SET [type]=?, [configurationValues]=?, [password]=? WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[DataSource] SET [type]=?, [providerTypeName]=?, [configurationValues]=? WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[DataSource] SET [type]=?, [providerTypeName]=?, [configurationValues]=?, [password]=? WHERE [DM11].[DataSource].[name] IN (?, ...) AND ([DM11].[DataSource].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);
