SELECT LOWER(CONVERT(NVARCHAR(40), [SVC].[Installation].[InstallationId])) AS [InstallationId], [SVC].[Installation].[ProductVersion], [SVC].[Installation].[ServicePack], CONVERT(NVARCHAR(40), [SVC].[Installation].[Created], 121) AS [Created]
FROM [SVC].[Installation] ORDER BY [SVC].[Installation].[InstallationId];
