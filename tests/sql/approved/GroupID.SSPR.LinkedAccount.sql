SELECT LOWER(CONVERT(NVARCHAR(40), [SSPR].[LinkedAccount].[UserGUID])) AS [UserGUID], [SSPR].[LinkedAccount].[IdentityStoreID], LOWER(CONVERT(NVARCHAR(40), [SSPR].[LinkedAccount].[LinkedGUID])) AS [LinkedGUID], [SSPR].[LinkedAccount].[LinkedStoreID]
FROM [SSPR].[LinkedAccount]
WHERE [SSPR].[LinkedAccount].[IdentityStoreID] IN (?, ...) ORDER BY [SSPR].[LinkedAccount].[UserGUID], [SSPR].[LinkedAccount].[LinkedGUID];

SELECT LOWER(CONVERT(NVARCHAR(40), [SSPR].[LinkedAccount].[UserGUID])) AS [UserGUID], [SSPR].[LinkedAccount].[IdentityStoreID], LOWER(CONVERT(NVARCHAR(40), [SSPR].[LinkedAccount].[LinkedGUID])) AS [LinkedGUID], [SSPR].[LinkedAccount].[LinkedStoreID]
FROM [SSPR].[LinkedAccount]
WHERE [SSPR].[LinkedAccount].[UserGUID] IN (?, ...) ORDER BY [SSPR].[LinkedAccount].[UserGUID], [SSPR].[LinkedAccount].[LinkedGUID];

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[LinkedAccount].[UserGUID] AS [UserGUID], [SSPR].[LinkedAccount].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[LinkedAccount].[LinkedGUID] AS [LinkedGUID], [SSPR].[LinkedAccount].[LinkedStoreID] AS [LinkedStoreID]
FROM [SSPR].[LinkedAccount]
WHERE [SSPR].[LinkedAccount].[IdentityStoreID] IN (?, ...)) AS anon_1;

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[LinkedAccount].[UserGUID] AS [UserGUID], [SSPR].[LinkedAccount].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[LinkedAccount].[LinkedGUID] AS [LinkedGUID], [SSPR].[LinkedAccount].[LinkedStoreID] AS [LinkedStoreID]
FROM [SSPR].[LinkedAccount]) AS anon_1;
