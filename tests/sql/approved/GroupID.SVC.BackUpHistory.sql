SELECT [SVC].[BackUpHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[BackUpHistory].[id]) AS min_1, max([SVC].[BackUpHistory].[id]) AS max_1
FROM [SVC].[BackUpHistory]
WHERE [SVC].[BackUpHistory].[id] > ? AND [SVC].[BackUpHistory].[id] <= ? GROUP BY [SVC].[BackUpHistory].[IdentityStoreID];

SELECT [SVC].[BackUpHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[BackUpHistory].[id]) AS min_1, max([SVC].[BackUpHistory].[id]) AS max_1
FROM [SVC].[BackUpHistory] GROUP BY [SVC].[BackUpHistory].[IdentityStoreID];

SELECT [SVC].[BackUpHistory].[id], [SVC].[BackUpHistory].[IdentityStoreID], [SVC].[BackUpHistory].[JsonData]
FROM [SVC].[BackUpHistory]
WHERE [SVC].[BackUpHistory].[id] >= ? AND [SVC].[BackUpHistory].[id] <= ? ORDER BY [SVC].[BackUpHistory].[id];

SELECT max([SVC].[BackUpHistory].[id]) AS max_1
FROM [SVC].[BackUpHistory];

SELECT min([SVC].[BackUpHistory].[id]) AS min_1
FROM [SVC].[BackUpHistory]
WHERE [SVC].[BackUpHistory].[id] >= ?;
