SELECT LOWER(CONVERT(NVARCHAR(40), [SSPR].[Users].[UserGUID])) AS [UserGUID], [SSPR].[Users].[IdentityStoreID], [SSPR].[Users].[Answers], [SSPR].[Users].[Authenticator]
FROM [SSPR].[Users]
WHERE [SSPR].[Users].[IdentityStoreID] IN (?, ...) ORDER BY [SSPR].[Users].[UserGUID];

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[Users].[UserGUID] AS [UserGUID], [SSPR].[Users].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[Users].[Answers] AS [Answers], [SSPR].[Users].[Authenticator] AS [Authenticator]
FROM [SSPR].[Users]
WHERE [SSPR].[Users].[IdentityStoreID] IN (?, ...)) AS anon_1;

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[Users].[UserGUID] AS [UserGUID], [SSPR].[Users].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[Users].[Answers] AS [Answers], [SSPR].[Users].[Authenticator] AS [Authenticator]
FROM [SSPR].[Users]) AS anon_1;
