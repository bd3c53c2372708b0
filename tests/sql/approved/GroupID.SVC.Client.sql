SELECT [SVC].[Client].[ClientId], [SVC].[Client].[Name], LOWER(CONVERT(NVARCHAR(40), [SVC].[Client].[Secret])) AS [Secret], [SVC].[Client].[ReturnURL], [SVC].[Client].[ErrorURL], [SVC].[Client].[TokenFormat], [SVC].[Client].[Certificate], [SVC].[Client].[ClientType]
FROM [SVC].[Client] ORDER BY [SVC].[Client].[ClientId];
