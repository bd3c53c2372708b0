SELECT [SVC].[AdminCenterHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[AdminCenterHistory].[id]) AS min_1, max([SVC].[AdminCenterHistory].[id]) AS max_1
FROM [SVC].[AdminCenterHistory]
WHERE [SVC].[AdminCenterHistory].[id] > ? AND [SVC].[AdminCenterHistory].[id] <= ? GROUP BY [SVC].[AdminCenterHistory].[IdentityStoreID];

SELECT [SVC].[AdminCenterHistory].[IdentityStoreID], count(*) AS count_1, min([SVC].[AdminCenterHistory].[id]) AS min_1, max([SVC].[AdminCenterHistory].[id]) AS max_1
FROM [SVC].[AdminCenterHistory] GROUP BY [SVC].[AdminCenterHistory].[IdentityStoreID];

SELECT [SVC].[AdminCenterHistory].[id], [SVC].[AdminCenterHistory].[IdentityStoreID], [SVC].[AdminCenterHistory].[JsonData]
FROM [SVC].[AdminCenterHistory]
WHERE [SVC].[AdminCenterHistory].[id] >= ? AND [SVC].[AdminCenterHistory].[id] <= ? ORDER BY [SVC].[AdminCenterHistory].[id];

SELECT max([SVC].[AdminCenterHistory].[id]) AS max_1
FROM [SVC].[AdminCenterHistory];

SELECT min([SVC].[AdminCenterHistory].[id]) AS min_1
FROM [SVC].[AdminCenterHistory]
WHERE [SVC].[AdminCenterHistory].[id] >= ?;
