DELETE FROM [DM11].[JobCollection] WHERE [DM11].[JobCollection].[name] IN (?, ...) AND ([DM11].[JobCollection].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[JobCollection] ([name], [identityStoreId], [description], [isTemplate], [jobs], [isNotificationEnabled], [notifyWhen], [notificationRecipients]) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[JobCollection].[id]
FROM [DM11].[JobCollection]
WHERE [DM11].[JobCollection].[id] = ?;

SELECT [DM11].[JobCollection].[id], [DM11].[JobCollection].[name]
FROM [DM11].[JobCollection]
WHERE [DM11].[JobCollection].[id] IN (?, ...);

SELECT [DM11].[JobCollection].[name], [DM11].[JobCollection].[id], [DM11].[JobCollection].[identityStoreId], [DM11].[JobCollection].[description], [DM11].[JobCollection].[isTemplate], [DM11].[JobCollection].[jobs], [DM11].[JobCollection].[isNotificationEnabled], [DM11].[JobCollection].[notifyWhen], [DM11].[JobCollection].[notificationRecipients]
FROM [DM11].[JobCollection]
WHERE [DM11].[JobCollection].[name] IN (?, ...) AND ([DM11].[JobCollection].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

SELECT max([DM11].[JobCollection].[id]) AS max_1
FROM [DM11].[JobCollection];

UPDATE [DM11].[JobCollection] SET [id]=? WHERE [DM11].[JobCollection].[name] IN (?, ...) AND ([DM11].[JobCollection].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[JobCollection] SET [identityStoreId]=?, [description]=?, [isTemplate]=?, [jobs]=?, [isNotificationEnabled]=?, [notifyWhen]=?, [notificationRecipients]=? WHERE [DM11].[JobCollection].[name] IN (?, ...) AND ([DM11].[JobCollection].[name] COLLATE Latin1_General_100_BIN2) IN (?, ...);
