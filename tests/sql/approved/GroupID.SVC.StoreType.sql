SELECT [SVC].[StoreType].[StoreTypeId], [SVC].[StoreType].[StoreTypeName]
FROM [SVC].[StoreType] ORDER BY [SVC].[StoreType].[StoreTypeId];
