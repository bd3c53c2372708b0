SELECT [SVC].[IdentityStoreSetting].[IdentityStoreId], [SVC].[IdentityStoreSetting].[SettingName], [SVC].[IdentityStoreSetting].[SettingValue]
FROM [SVC].[IdentityStoreSetting] ORDER BY [SVC].[IdentityStoreSetting].[IdentityStoreId], [SVC].[IdentityStoreSetting].[SettingName];
