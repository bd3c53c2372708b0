DELETE FROM [DM11].[Report] WHERE [DM11].[Report].[reportKey] IN (?, ...) AND ([DM11].[Report].[reportKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[Report] ([reportKey], [Title], [IdentityStoreId], [Domain], [File]) VALUES (?, ?, ?, ?, ?);

SELECT [DM11].[Report].[reportKey], [DM11].[Report].[Title], [DM11].[Report].[IdentityStoreId], [DM11].[Report].[Domain], [DM11].[Report].[File]
FROM [DM11].[Report]
WHERE [DM11].[Report].[reportKey] IN (?, ...) AND ([DM11].[Report].[reportKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Report] SET [Title]=?, [IdentityStoreId]=?, [Domain]=?, [File]=? WHERE [DM11].[Report].[reportKey] IN (?, ...) AND ([DM11].[Report].[reportKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);
