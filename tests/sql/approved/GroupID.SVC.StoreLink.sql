SELECT [SVC].[StoreLink].[LinkId], [SVC].[StoreLink].[FirstStoreId], [SVC].[StoreLink].[SecondStoreId], [SVC].[StoreLink].[UserMap], [SVC].[StoreLink].[GroupMap]
FROM [SVC].[StoreLink] ORDER BY [SVC].[StoreLink].[LinkId];
