DELETE FROM [DM11].[IdentityStore] WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [isEnabled], [shouldReplicate], [isNotificationEnabled], [identityStoreConfigurationValues], [preferredDCFallbackEnabled], [creationDate], [clientSecret], [certificate], [certificatePassword]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), ?, ?, ?);

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [serviceAccountUser], [isEnabled], [shouldReplicate], [isNotificationEnabled], [loginText], [identityStoreConfigurationValues], [preferredDomains], [preferredDCFallbackEnabled], [creationDate]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [serviceAccountUser], [serviceAccountPassword], [isEnabled], [shouldReplicate], [isNotificationEnabled], [identityStoreConfigurationValues], [preferredDCFallbackEnabled], [creationDate]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [serviceAccountUser], [serviceAccountPassword], [isEnabled], [shouldReplicate], [isNotificationEnabled], [identityStoreConfigurationValues], [preferredDomains], [domainPriortiesList], [preferredDCFallbackEnabled], [creationDate]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [serviceAccountUser], [serviceAccountPassword], [isEnabled], [shouldReplicate], [isNotificationEnabled], [identityStoreConfigurationValues], [preferredDomains], [preferredDCFallbackEnabled], [creationDate]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [description], [serviceAccountUser], [serviceAccountPassword], [isEnabled], [shouldReplicate], [isNotificationEnabled], [loginText], [identityStoreConfigurationValues], [preferredDomains], [excludedDomains], [domainPriortiesList], [preferredDCFallbackEnabled], [creationDate]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[IdentityStore] ([identityStoreId], [identityStoreName], [storeType], [serviceAccountUser], [serviceAccountPassword], [isEnabled], [identityStoreConfigurationValues]) VALUES (?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[IdentityStore].[identityStoreId]
FROM [DM11].[IdentityStore] ORDER BY [DM11].[IdentityStore].[identityStoreId];

SELECT [DM11].[IdentityStore].[identityStoreId], [DM11].[IdentityStore].[identityStoreName], [DM11].[IdentityStore].[storeType], [DM11].[IdentityStore].[description], [DM11].[IdentityStore].[serviceAccountUser], [DM11].[IdentityStore].[serviceAccountPassword], [DM11].[IdentityStore].[isEnabled], [DM11].[IdentityStore].[shouldReplicate], [DM11].[IdentityStore].[isNotificationEnabled], [DM11].[IdentityStore].[loginText], [DM11].[IdentityStore].[imageURL], [DM11].[IdentityStore].[identityStoreConfigurationValues], [DM11].[IdentityStore].[preferredDomains], [DM11].[IdentityStore].[excludedDomains], [DM11].[IdentityStore].[domainPriortiesList], [DM11].[IdentityStore].[preferredDCFallbackEnabled], CONVERT(NVARCHAR(40), [DM11].[IdentityStore].[creationDate], 121) AS [creationDate], [DM11].[IdentityStore].[clientSecret], [DM11].[IdentityStore].[certificate], [DM11].[IdentityStore].[certificatePassword]
FROM [DM11].[IdentityStore]
WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [identityStoreConfigurationValues]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')), [clientSecret]=?, [certificate]=?, [certificatePassword]=? WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [serviceAccountUser]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [loginText]=?, [identityStoreConfigurationValues]=?, [preferredDomains]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [serviceAccountUser]=?, [serviceAccountPassword]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [identityStoreConfigurationValues]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [serviceAccountUser]=?, [serviceAccountPassword]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [identityStoreConfigurationValues]=?, [preferredDomains]=?, [domainPriortiesList]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [serviceAccountUser]=?, [serviceAccountPassword]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [identityStoreConfigurationValues]=?, [preferredDomains]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [description]=?, [serviceAccountUser]=?, [serviceAccountPassword]=?, [isEnabled]=?, [shouldReplicate]=?, [isNotificationEnabled]=?, [loginText]=?, [identityStoreConfigurationValues]=?, [preferredDomains]=?, [excludedDomains]=?, [domainPriortiesList]=?, [preferredDCFallbackEnabled]=?, [creationDate]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);

UPDATE [DM11].[IdentityStore] SET [identityStoreName]=?, [storeType]=?, [serviceAccountUser]=?, [serviceAccountPassword]=?, [isEnabled]=?, [identityStoreConfigurationValues]=? WHERE [DM11].[IdentityStore].[identityStoreId] IN (?, ...);
