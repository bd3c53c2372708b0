SELECT [SVC].[MessagingProvider].[IdentityStoreId], [SVC].[MessagingProvider].[Provider], [SVC].[MessagingProvider].[Settings], [SVC].[MessagingProvider].[Password], [SVC].[MessagingProvider].[ClientSecret], [SVC].[MessagingProvider].[Certificate], [SVC].[MessagingProvider].[CertificatePassword]
FROM [SVC].[MessagingProvider] ORDER BY [SVC].[MessagingProvider].[IdentityStoreId];
