SELECT [SVC].[SecurityRolePermission].[RoleId], [SVC].[SecurityRolePermission].[Permission], [SVC].[SecurityRolePermission].[IsAllowed]
FROM [SVC].[SecurityRolePermission] ORDER BY [SVC].[SecurityRolePermission].[RoleId], [SVC].[SecurityRolePermission].[Permission];
