DELETE FROM [DM11].[MessagingProvider] WHERE [DM11].[MessagingProvider].[IdentityStoreId] IN (?, ...);

INSERT INTO [DM11].[MessagingProvider] ([IdentityStoreId], [Provider], [Domain], [AppId], [Cloud], [ClientSecret], [Certificate], [CertificatePassword]) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[MessagingProvider] ([IdentityStoreId], [Provider], [Domain], [UserName], [Password], [Servers]) VALUES (?, ?, ?, ?, ?, ?);

SELECT [DM11].[MessagingProvider].[IdentityStoreId], [DM11].[MessagingProvider].[Provider], [DM11].[MessagingProvider].[Domain], [DM11].[MessagingProvider].[AppId], [DM11].[MessagingProvider].[Cloud], [DM11].[MessagingProvider].[UserName], [DM11].[MessagingProvider].[Password], [DM11].[MessagingProvider].[Servers], [DM11].[MessagingProvider].[ClientSecret], [DM11].[MessagingProvider].[Certificate], [DM11].[MessagingProvider].[CertificatePassword], [DM11].[MessagingProvider].[MaximumAliasLength], [DM11].[MessagingProvider].[AliasRegularExpression]
FROM [DM11].[MessagingProvider]
WHERE [DM11].[MessagingProvider].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[MessagingProvider] SET [Provider]=?, [Domain]=?, [AppId]=?, [Cloud]=?, [ClientSecret]=?, [Certificate]=?, [CertificatePassword]=? WHERE [DM11].[MessagingProvider].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[MessagingProvider] SET [Provider]=?, [Domain]=?, [UserName]=?, [Password]=?, [Servers]=? WHERE [DM11].[MessagingProvider].[IdentityStoreId] IN (?, ...);
