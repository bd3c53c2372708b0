SELECT [SVC].[Entitlement].[IdentityStoreId], [SVC].[Entitlement].[FileServers], [SVC].[Entitlement].[SharePointAdminUrl], [SVC].[Entitlement].[Sites]
FROM [SVC].[Entitlement] ORDER BY [SVC].[Entitlement].[IdentityStoreId];
