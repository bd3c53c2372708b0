SELECT [SVC].[ConfigurationAttribute].[AttributeID], [SVC].[ConfigurationAttribute].[AttributeName]
FROM [SVC].[ConfigurationAttribute] ORDER BY [SVC].[ConfigurationAttribute].[AttributeID];
