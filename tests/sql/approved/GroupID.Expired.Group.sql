SELECT LOWER(CONVERT(NVARCHAR(40), [Expired].[Group].[ObjectGUID])) AS [ObjectGUID], [Expired].[Group].[IdentityStoreId], CONVERT(NVARCHAR(40), [Expired].[Group].[ExpiredOn], 121) AS [ExpiredOn]
FROM [Expired].[Group] ORDER BY [Expired].[Group].[ObjectGUID];
