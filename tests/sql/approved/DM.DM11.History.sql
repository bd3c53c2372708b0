DELETE FROM [DM11].[History] WHERE [DM11].[History].[HistoryKey] BETWEEN ? AND ?;

INSERT INTO [DM11].[History] ([HistoryKey], [IdentityStoreID], [ModifiedOn], [ObjectGUID], [UserGUID], [ActionID], [Problem], [Extra], [Raw], [Record]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[History].[HistoryKey], [DM11].[History].[IdentityStoreID], [DM11].[History].[ModifiedOn], [DM11].[History].[ObjectGUID], [DM11].[History].[UserGUID], [DM11].[History].[ActionID], [DM11].[History].[Problem], [DM11].[History].[Extra], [DM11].[History].[Raw], [DM11].[History].[Record]
FROM [DM11].[History]
WHERE [DM11].[History].[HistoryKey] BETWEEN ? AND ? ORDER BY [DM11].[History].[HistoryKey];

SELECT count(*) AS count_1
FROM [DM11].[History]
WHERE [DM11].[History].[HistoryKey] BETWEEN ? AND ?;
