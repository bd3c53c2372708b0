SELECT [SVC].[IdentityStoreReplication].[IdentityStoreId], [SVC].[IdentityStoreReplication].[Domain], [SVC].[IdentityStoreReplication].[TimeStamps]
FROM [SVC].[IdentityStoreReplication] ORDER BY [SVC].[IdentityStoreReplication].[IdentityStoreId], [SVC].[IdentityStoreReplication].[Domain];
