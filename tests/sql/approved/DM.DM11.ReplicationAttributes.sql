DELETE FROM [DM11].[ReplicationAttributes] WHERE [DM11].[ReplicationAttributes].[IdentityStoreId] IN (?, ...);

INSERT INTO [DM11].[ReplicationAttributes] ([IdentityStoreId], [Domain], [Attributes]) VALUES (?, ?, ?);

SELECT [DM11].[ReplicationAttributes].[IdentityStoreId], [DM11].[ReplicationAttributes].[Domain], [DM11].[ReplicationAttributes].[Attributes]
FROM [DM11].[ReplicationAttributes]
WHERE [DM11].[ReplicationAttributes].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[ReplicationAttributes] SET [Domain]=?, [Attributes]=? WHERE [DM11].[ReplicationAttributes].[IdentityStoreId] IN (?, ...);
