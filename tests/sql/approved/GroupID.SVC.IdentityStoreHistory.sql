SELECT [SVC].[IdentityStoreHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[IdentityStoreHistory].[id]) AS min_1, max([SVC].[IdentityStoreHistory].[id]) AS max_1
FROM [SVC].[IdentityStoreHistory]
WHERE [SVC].[IdentityStoreHistory].[id] > ? AND [SVC].[IdentityStoreHistory].[id] <= ? GROUP BY [SVC].[IdentityStoreHistory].[IdentityStoreID];

SELECT [SVC].[IdentityStoreHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[IdentityStoreHistory].[id]) AS min_1, max([SVC].[IdentityStoreHistory].[id]) AS max_1
FROM [SVC].[IdentityStoreHistory] GROUP BY [SVC].[IdentityStoreHistory].[IdentityStoreID];

SELECT [SVC].[IdentityStoreHistory].[id], [SVC].[IdentityStoreHistory].[IdentityStoreID], [SVC].[IdentityStoreHistory].[JsonData]
FROM [SVC].[IdentityStoreHistory]
WHERE [SVC].[IdentityStoreHistory].[id] >= ? AND [SVC].[IdentityStoreHistory].[id] <= ? ORDER BY [SVC].[IdentityStoreHistory].[id];

SELECT max([SVC].[IdentityStoreHistory].[id]) AS max_1
FROM [SVC].[IdentityStoreHistory];

SELECT min([SVC].[IdentityStoreHistory].[id]) AS min_1
FROM [SVC].[IdentityStoreHistory]
WHERE [SVC].[IdentityStoreHistory].[id] >= ?;
