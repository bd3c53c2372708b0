SELECT [SVC].[SamlProvider].[SamlProviderId], [SVC].[SamlProvider].[ClientId], [SVC].[SamlProvider].[Name]
FROM [SVC].[SamlProvider] ORDER BY [SVC].[SamlProvider].[SamlProviderId];
