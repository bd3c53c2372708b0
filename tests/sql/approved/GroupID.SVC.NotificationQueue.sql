SELECT [SVC].[NotificationQueue].[NotificationId], [SVC].[NotificationQueue].[IdentityStoreId], [SVC].[NotificationQueue].[Recipient], [SVC].[NotificationQueue].[Subject], CONVERT(NVARCHAR(40), [SVC].[NotificationQueue].[CreatedOn], 121) AS [CreatedOn]
FROM [SVC].[NotificationQueue] ORDER BY [SVC].[NotificationQueue].[NotificationId];
