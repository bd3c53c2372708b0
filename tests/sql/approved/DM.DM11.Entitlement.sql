DELETE FROM [DM11].[Entitlement] WHERE [DM11].[Entitlement].[IdentityStoreId] IN (?, ...);

INSERT INTO [DM11].[Entitlement] ([IdentityStoreId], [FileServers]) VALUES (?, ?);

INSERT INTO [DM11].[Entitlement] ([IdentityStoreId], [SharePointAdminUrl], [Sites]) VALUES (?, ?, ?);

SELECT [DM11].[Entitlement].[IdentityStoreId], [DM11].[Entitlement].[FileServers], [DM11].[Entitlement].[SharePointAdminUrl], [DM11].[Entitlement].[Sites]
FROM [DM11].[Entitlement]
WHERE [DM11].[Entitlement].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[Entitlement] SET [FileServers]=? WHERE [DM11].[Entitlement].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[Entitlement] SET [SharePointAdminUrl]=?, [Sites]=? WHERE [DM11].[Entitlement].[IdentityStoreId] IN (?, ...);
