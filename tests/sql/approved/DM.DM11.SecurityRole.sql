DELETE FROM [DM11].[SecurityRole] WHERE [DM11].[SecurityRole].[RoleKey] IN (?, ...) AND ([DM11].[SecurityRole].[RoleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[SecurityRole] ([RoleKey], [IdentityStoreId], [RoleName], [Description], [Priority], [Enabled], [CriteriaScope], [DistinguishedName], [Operator], [CriteriaFilters], [Permissions], [Policies]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[SecurityRole] ([RoleKey], [IdentityStoreId], [RoleName], [Description], [Priority], [Enabled], [CriteriaScope], [DistinguishedName], [Permissions]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[SecurityRole] ([RoleKey], [IdentityStoreId], [RoleName], [Description], [Priority], [Enabled], [CriteriaScope], [DistinguishedName], [Permissions], [Policies]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[SecurityRole].[RoleKey], [DM11].[SecurityRole].[IdentityStoreId], [DM11].[SecurityRole].[RoleName], [DM11].[SecurityRole].[Description], [DM11].[SecurityRole].[Priority], [DM11].[SecurityRole].[Enabled], [DM11].[SecurityRole].[CriteriaScope], [DM11].[SecurityRole].[DistinguishedName], [DM11].[SecurityRole].[Operator], [DM11].[SecurityRole].[CriteriaFilters], [DM11].[SecurityRole].[Permissions], [DM11].[SecurityRole].[Policies]
FROM [DM11].[SecurityRole]
WHERE [DM11].[SecurityRole].[RoleKey] IN (?, ...) AND ([DM11].[SecurityRole].[RoleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[SecurityRole] SET [IdentityStoreId]=?, [RoleName]=?, [Description]=?, [Priority]=?, [Enabled]=?, [CriteriaScope]=?, [DistinguishedName]=?, [Operator]=?, [CriteriaFilters]=?, [Permissions]=?, [Policies]=? WHERE [DM11].[SecurityRole].[RoleKey] IN (?, ...) AND ([DM11].[SecurityRole].[RoleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[SecurityRole] SET [IdentityStoreId]=?, [RoleName]=?, [Description]=?, [Priority]=?, [Enabled]=?, [CriteriaScope]=?, [DistinguishedName]=?, [Permissions]=? WHERE [DM11].[SecurityRole].[RoleKey] IN (?, ...) AND ([DM11].[SecurityRole].[RoleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[SecurityRole] SET [IdentityStoreId]=?, [RoleName]=?, [Description]=?, [Priority]=?, [Enabled]=?, [CriteriaScope]=?, [DistinguishedName]=?, [Permissions]=?, [Policies]=? WHERE [DM11].[SecurityRole].[RoleKey] IN (?, ...) AND ([DM11].[SecurityRole].[RoleKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);
