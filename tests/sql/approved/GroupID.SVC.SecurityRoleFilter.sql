SELECT [SVC].[SecurityRoleFilter].[FilterId], [SVC].[SecurityRoleFilter].[RoleId], [SVC].[SecurityRoleFilter].[FilterBy], [SVC].[SecurityRoleFilter].[Operator], [SVC].[SecurityRoleFilter].[Client]
FROM [SVC].[SecurityRoleFilter] ORDER BY [SVC].[SecurityRoleFilter].[FilterId];
